import { describe, expect, test } from 'vitest';
import { readSettings, type Settings } from '../src/env.ts';
import { mailing, missingMail, officesWithoutMail } from '../src/mailing.ts';
import { seedCentres } from './pages/serving.ts';

function settings(given: Record<string, string> = {}): Settings {
  const read = readSettings(given);
  if (read.kind === 'invalid') throw new Error(JSON.stringify(read.problems));
  return read.settings;
}

const LETTER = { id: 'a', to: 'hanako@example.jp', subject: 'ご案内', text: '本文' };
const production = { NODE_ENV: 'production', PUBLIC_URL: 'https://yoyaku.example.jp' };
const server = { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'madoguchi@example.jp' };

describe('mails', () => {
  test('are shown beside the simulator where no mail server is set', async () => {
    const { carrier, box } = mailing(settings(), true);
    let heard = 0;
    box?.onLetter(() => {
      heard += 1;
    });
    expect(await carrier.carry(LETTER)).toEqual({ kind: 'sent' });
    expect([box?.letters(), heard]).toEqual([[LETTER], 1]);
  });

  test('are failed, and never taken for sent, where there is neither', async () => {
    const { carrier, box } = mailing(settings(), false);
    expect([await carrier.carry(LETTER), box]).toEqual([{ kind: 'failed', why: 'no mail server' }, undefined]);
  });

  test('go to the mail server where one is set, also beside the simulator', async () => {
    const { carrier, box } = mailing(settings(server), true);
    expect([await carrier.carry(LETTER), box]).toEqual([{ kind: 'later', why: expect.any(String) }, undefined]);
    await carrier.close();
  });
});

describe('a missing mail server', () => {
  test('stops the start in production, where a centre sends e-mail, and says which', () => {
    const [problem, ...rest] = missingMail(settings(production), seedCentres());
    expect([problem?.variable, rest]).toEqual(['SMTP_URL', []]);
    expect(problem?.message).toContain('izumo');
  });

  test('is no hindrance to a trial, nor where nobody is written to', () => {
    expect(missingMail(settings(), seedCentres())).toEqual([]);
    const chatOnly = new Map([...seedCentres()].filter(([id]) => id === 'online-hellowork'));
    expect(missingMail(settings(production), chatOnly)).toEqual([]);
    expect(missingMail(settings({ ...production, ...server }), seedCentres())).toEqual([]);
  });
});

test('offices that cannot be written to are named by file and path', () => {
  const centres = seedCentres();
  const izumo = centres.get('izumo');
  if (!izumo) throw new Error('no izumo');
  expect(officesWithoutMail(new Map([['izumo', izumo]]))).toEqual(['izumo.yaml offices[0].mail']);
  const hakodate = centres.get('hakodate') ?? expect.fail();
  expect(officesWithoutMail(new Map([['hakodate', { ...hakodate, offices: hakodate.offices.slice(0, 2) }]]))).toEqual([
    'hakodate.yaml offices[0].mail, offices[1].mail',
  ]);
  const offices = izumo.offices.map((office) => ({ ...office, mail: { value: 'a@izumo.example.jp', source: 'page:1' } }));
  expect(officesWithoutMail(new Map([['izumo', { ...izumo, offices }]]))).toEqual([]);
});
