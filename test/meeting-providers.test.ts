import { expect, onTestFinished, test } from 'vitest';
import { stoppedClock } from '#clock.ts';
import { meetingAccess, simulatedAccounts } from '#meeting-credentials.ts';
import { meetingProviders } from '#meeting-providers.ts';
import { loadCentres } from '#policy/centres-folder.ts';
import { meetingPlatform } from '#simulator/meeting-platform/platform.ts';
import { aRoom, GO_ON } from './meetings/doubles.ts';
import { inTokyo } from './support/tokyo.ts';

test('on a fresh machine the accounts of the doubles make meetings of both kinds', async () => {
  const loaded = loadCentres('centres');
  const service = loaded.kind === 'ok' ? loaded.centres.get('hakodate')?.services[0] : undefined;
  if (!service) throw new Error('no service');
  const services = (['zoom', 'teams'] as const).map((kind) => ({
    ...service,
    meeting: { ...service.meeting, provider: { kind, host: 'shokuin@example.jp' } },
  }));
  const read = meetingAccess({ production: false, variable: () => undefined }, [{ id: 'hakodate', services }]);
  if (read.kind !== 'ok') throw new Error('invalid');
  const clock = stoppedClock(inTokyo('2026-11-20T10:00'));
  const doubles = await meetingPlatform({ clock, accounts: simulatedAccounts(read.meetings) }).start();
  onTestFinished(() => doubles.stop());
  const its = meetingProviders(read.meetings, clock, doubles.url).get('hakodate');
  for (const provider of [its?.zoom, its?.teams]) expect(await provider?.make(aRoom(), GO_ON)).toMatchObject({ kind: 'made' });
});
