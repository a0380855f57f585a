import type { DateTime } from 'luxon';
import type { ClientView, SuspensionView } from '#store/reading/client-page.ts';
import type { LinkedRecord } from '#store/reading/linked.ts';
import type { Remark } from '#store/reading/remarks.ts';
import type { Task } from '#store/reading/tasks.ts';
import type { Agreement, Told } from '#store/reading/told.ts';
import type { Booking, Client } from '#store/store.ts';
import type { FormState } from '../bookings/form-state.ts';
import type { SignedIn } from '../console.ts';

/** Everything that the page of a client shows. */
export type ClientPageOf = {
  signedIn: SignedIn;
  now: DateTime;
  client: ClientView;
  bookings: readonly Booking[];
  suspensions: readonly SuspensionView[];
  notices: readonly Told[];
  agreements: readonly Agreement[];
  remarks: readonly Remark[];
  tasks: readonly Task[];
  /** The records that staff put together with this one. */
  linked: readonly LinkedRecord[];
  /** Others with the same number or address. */
  alike: readonly Client[];
  state: FormState;
  done: string | undefined;
  refused: string | undefined;
};

export const addressOfClient = (centreId: string, id: string): string => `/console/${centreId}/clients/${id}`;

/** Nothing that says who it was is left; somebody who came back and told who they are is a client like any other. */
export const isErased = ({ erasedAt, profile }: ClientView): boolean => erasedAt !== undefined && profile === undefined;

export const isSuspended = ({ suspensions }: Pick<ClientPageOf, 'suspensions'>): boolean =>
  suspensions.some(({ liftedAt }) => liftedAt === undefined);

/** The office of a client's latest booking; undefined without one. */
export const officeOfLatest = ({ bookings }: Pick<ClientPageOf, 'bookings'>): string | undefined => bookings[0]?.officeId;

/** The conversation in which the client is written to. */
export const reached = ({ conversations }: ClientView): ClientView['conversations'][number] | undefined => conversations[0];

/** Whom a client may ask: the office of their last booking, else the first. */
export const officeFor = ({ signedIn: { centre }, bookings }: Pick<ClientPageOf, 'signedIn' | 'bookings'>): string =>
  bookings[0]?.officeId ?? centre.offices[0]?.id ?? '';
