import type { Backstage } from './dialogue-backstage.ts';
import type { Check } from './dialogue-script.ts';

type CheckBehind = Extract<Check, { check: 'audit' | 'no-audit' | 'booking' | 'seat' | 'task' | 'no-task' | 'notice' | 'mail' }>;

/** Checks what a client does not see: bookings, seats, records, tasks, notices and mails. Answers what is not as it should be. */
export async function checkBehind(check: CheckBehind, userId: string, behind: Backstage): Promise<string | undefined> {
  switch (check.check) {
    case 'audit':
    case 'no-audit': {
      const rows = await behind.audit(userId);
      const there = rows.some((row) => row.action === check.action && (check.reason ?? row.reason) === row.reason);
      if (there === (check.check === 'audit')) return undefined;
      return `記録は次のとおりです: ${rows.map(({ action, reason }) => `${action} ${reason ?? ''}`).join(' ／ ')}`;
    }
    case 'booking': {
      const all = await behind.bookings(userId);
      const one = all.find(({ startsAt }) => check.startsAt === undefined || startsAt === check.startsAt);
      if (one?.state === check.state) return undefined;
      return `予約は次のとおりです: ${all.map(({ startsAt, state }) => `${startsAt} ${state}`).join(' ／ ') || 'なし'}`;
    }
    case 'seat': {
      const full = await behind.isFull(check.startsAt);
      return full === check.taken ? undefined : `席は${full ? '満席' : '空き'}です`;
    }
    case 'notice': {
      const rows = await behind.notices(userId);
      const states = rows.filter(({ kind }) => kind === check.kind).map(({ state }) => state);
      if (check.state === 'none' ? states.length === 0 : states.includes(check.state)) return undefined;
      return `お知らせは次のとおりです: ${rows.map((row) => `${row.kind} ${row.state}`).join(' ／ ') || 'なし'}`;
    }
    case 'mail': {
      const text = behind.newestMail();
      if (check.text === undefined) return text === undefined ? undefined : `メールがあります: ${text}`;
      return text !== undefined && close(text).includes(close(check.text))
        ? undefined
        : `メールは次のとおりです: ${text ?? 'なし'}`;
    }
    case 'no-task': {
      const rows = await behind.tasks(userId);
      return rows.some(({ kind, open }) => open && kind === check.kind) ? `用件が残っています: ${check.kind}` : undefined;
    }
    case 'task': {
      const rows = (await behind.tasks(userId)).filter(({ open }) => open);
      const there = rows.some(({ kind, officeId }) => kind === check.kind && (check.officeId ?? officeId) === officeId);
      return there
        ? undefined
        : `用件は次のとおりです: ${rows.map(({ kind, officeId }) => `${kind} ${officeId}`).join(' ／ ') || 'なし'}`;
    }
  }
}

/** Words without their spaces, line ends and the mark behind a label: a script need not know how a card sets them. */
export const close = (text: string): string => text.replace(/[:：]\s+|：|\s+/g, '');
