import type { DateTime } from 'luxon';
import type { MeetingAccess } from '#store/store.ts';

/** What makes meetings for us: Zoom, or Microsoft Teams by Graph. Faults of the provider are outcomes, never exceptions. */
export interface MeetingProvider {
  /** The longest that one `make` or `unmake` may take, in seconds. */
  mostSeconds: number;
  /** Makes the meeting of a room; asked again, it answers the one that was made before. */
  make(room: Room, signal: AbortSignal): Promise<Made>;
  /** Takes it down. One that is not there (any more) is taken down. Without `externalId` it is looked for by the room. */
  unmake(room: Room & { externalId: string | undefined }, signal: AbortSignal): Promise<Unmade>;
}

export type Room = {
  /** Ours: what a meeting is found again by where the provider has no key for that. */
  id: string;
  /** `<booking>:<revision>`, for a provider that keeps an id of ours. */
  key: string;
  /** In whose name the meeting is held, as the centre file has it; undefined where it has none any more. */
  host: string | undefined;
  /** Names nobody. */
  subject: string;
  startsAt: DateTime;
  endsAt: DateTime;
  /** It was tried before, and may have been made. */
  again: boolean;
};

/** It may go well at another time. `notBefore`: what the provider itself says. `why`: a short code without personal data. */
export type Later = { kind: 'later'; why: string; notBefore?: DateTime | undefined };
/** It never will. `left`: something of it stands at the provider all the same. */
export type Failed = { kind: 'failed'; why: string; left?: true };
/** `externalId`: opaque to us, for `unmake`. Secret like the access: who knows it may find the meeting. */
export type Made = { kind: 'made'; access: MeetingAccess; externalId: string } | Later | Failed;
export type Unmade = { kind: 'unmade' } | Later | Failed;

/** Milliseconds: of one call, and of all calls of one `make` or `unmake`. */
export type Limits = { callMs: number; wholeMs: number };
export const LIMITS: Limits = { callMs: 10_000, wholeMs: 40_000 };
