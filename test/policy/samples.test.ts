import { describe, expect, it } from 'vitest';
import { samplePhones, samplesOf } from '#policy/samples.ts';
import { centreOf } from './centres.ts';

describe('samples', () => {
  it('are listed with their path as written in YAML', () => {
    const paths = samplesOf(centreOf('hakodate')).map(({ path }) => path);
    expect(paths).toContain('profile-entry');
    expect(paths).toContain('offices[0].phone-hours');
    expect(paths).toContain('services[0].bookable-times');
    expect(paths).not.toContain('services[0].length-minutes');
  });

  it('are the phones of Matsudo, Online Hello Work and Yamaguchi, not those of Hakodate and Izumo', () => {
    const phones = (id: string) => samplePhones(centreOf(id)).map(({ path }) => path);
    for (const id of ['matsudo-mothers', 'online-hellowork', 'yamaguchi-vocational'])
      expect(phones(id)).toEqual(['offices[0].phone']);
    for (const id of ['hakodate', 'izumo']) expect(phones(id)).toEqual([]);
  });
});
