import type { Carrier } from '#mail/carrier.ts';
import { type Letterbox, letterbox } from '#mail/letterbox.ts';
import { noMailServer } from '#mail/no-server.ts';
import { smtpCarrier } from '#mail/smtp.ts';
import type { Centre } from '#policy/centre.ts';
import { yamlPath } from '#policy/centre-keys.ts';
import type { Settings, SettingsProblem } from './env.ts';

/** Who takes mails. `box`: where they are shown, in trials with the simulator. */
export type Mailing = { carrier: Carrier; box: Letterbox | undefined };

export function mailing({ mail }: Pick<Settings, 'mail'>, simulated: boolean): Mailing {
  if (mail) return { carrier: smtpCarrier(mail), box: undefined };
  const box = simulated ? letterbox() : undefined;
  return { carrier: box ?? noMailServer(), box };
}

/** In production a centre whose meeting details go by e-mail, or whose office is written to, needs a mail server. */
export function missingMail({ production, mail }: Settings, centres: ReadonlyMap<string, Centre>): SettingsProblem[] {
  if (!production || mail) return [];
  const writing = [...centres.values()].filter(
    ({ offices, services }) =>
      offices.some((office) => office.mail !== undefined) ||
      services.some(({ meeting }) => meeting.details.some(({ way }) => way === 'e-mail')),
  );
  const names = writing.map(({ id }) => id).join(', ');
  const message = `is missing; ${names} sends e-mail (meeting details, or notes to the office)`;
  return writing.length === 0 ? [] : [{ variable: 'SMTP_URL', message }];
}

/** Offices that cannot be written to about what waits while nobody has the console open: each file once, and the paths in it. */
export const officesWithoutMail = (centres: ReadonlyMap<string, Centre>): string[] =>
  [...centres.values()].flatMap(({ id, offices }) => {
    const paths = offices.flatMap(({ mail }, at) => (mail === undefined ? [yamlPath(['offices', at, 'mail'])] : []));
    return paths.length === 0 ? [] : [`${id}.yaml ${paths.join(', ')}`];
  });
