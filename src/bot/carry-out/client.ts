import type { Command, MaskedProfile, MyDataRow } from '#machines/commands.ts';
import type { FieldName } from '#policy/centre.ts';
import { FORM_MINUTES } from '#policy/deadlines.ts';
import type { Client, Profile, Reach } from '#store/store.ts';
import { maskField } from '../replies/masking.ts';
import { type CarryOut, note, type TurnContext } from './context.ts';

/** What is known of a client: kept, shown masked, deleted. */

type Of<Name extends Command['do']> = Command & { do: Name };

export const loadProfile: CarryOut<Of<'loadProfile'>> = async ({ asks }, context) => {
  const profile = (await context.turn.client())?.profile;
  const known: MaskedProfile = {};
  for (const field of asks) {
    const value = profile && fieldIn(profile, field);
    if (value !== undefined) known[field] = maskField(field, value);
  }
  return { type: 'profileLoaded', known, complete: asks.every((field) => known[field] !== undefined) };
};

export const saveProfile: CarryOut<Of<'saveProfile'>> = async ({ draft }, context) => {
  const { turn, world } = context;
  const before = (await turn.client())?.profile;
  const given = (field: FieldName) => draft[field] ?? (before && fieldIn(before, field));
  const clientId = await turn.saveProfile(
    {
      name: given('name') ?? '',
      jobSeekerNumber: given('job-seeker-number'),
      email: given('email'),
      phone: given('phone'),
      topic: given('topic'),
      companions: given('companions'),
    },
    world.now,
  );
  if (given('email') !== before?.email) context.addressOf = clientId;
  note(context, 'profile-saved', { detail: { fields: Object.keys(draft).sort().join(' ') } });
  return { type: 'profileSaved' };
};

export const openForm: CarryOut<Of<'openForm'>> = async (_, { turn, world }) => {
  const { token } = await turn.openForm({ at: world.now, expiresAt: world.now.plus({ minutes: FORM_MINUTES }) });
  return { type: 'formOpened', url: `${world.publicUrl}/forms/${token}` };
};

const FIELDS: readonly FieldName[] = ['name', 'job-seeker-number', 'email', 'phone', 'topic', 'companions'];

const APP_NAMES = { line: 'LINE', teams: 'Microsoft Teams' } as const;

export const showMyData: CarryOut<Of<'showMyData'>> = async (_, context) => {
  const { turn, channel } = context;
  const client = await turn.client();
  const open = await turn.openBookings();
  const rows: MyDataRow[] = FIELDS.flatMap((what) => {
    const value = client?.profile && fieldIn(client.profile, what);
    return value === undefined ? [] : [{ what, value: maskField(what, value) }];
  });
  rows.push({ what: 'bookings', value: String(open.filter(({ state }) => state !== 'held').length) });
  const chats = await chatsOf(client, context);
  const channels = new Set([channel, ...chats.map((it) => it.channel)]);
  rows.push({ what: 'channel', value: [...channels].map((it) => APP_NAMES[it]).join('\n') });
  const deletionWaits = client?.erasureAskedAt !== undefined;
  return { type: 'myData', rows, deletionWaits, chats: chats.map((it) => it.conversationId) };
};

type Chat = Pick<Reach, 'conversationId' | 'channel'>;

/** Every conversation of the client, this one as well; nobody links another to it during the turn. */
async function chatsOf(client: Client | undefined, { turn, conversationId, channel }: TurnContext): Promise<Chat[]> {
  return client ? await turn.reaches(client.id) : [{ conversationId, channel }];
}

/** Deletes at once, or as soon as the last open booking is over; only what the client was asked about, since it cannot be undone. */
export const deleteMyData: CarryOut<Of<'deleteMyData'>> = async ({ seen }, context) => {
  const { turn, world } = context;
  const asked = [context.conversationId, ...seen];
  const chats = await chatsOf(await turn.client(), context);
  if (!chats.every((it) => asked.includes(it.conversationId))) return { type: 'moreChats' };
  if (await turn.erasureWaits(world.now)) {
    await turn.askErasure(world.now);
    note(context, 'erasure-asked');
    return { type: 'deletionWaits' };
  }
  await turn.eraseClient(world.now);
  note(context, 'erased', { reason: 'by-client' });
  return { type: 'dataDeleted' };
};

/** The stored value of a field; `-` where the client said that there is none. */
function fieldIn(profile: Profile, field: FieldName): string | undefined {
  switch (field) {
    case 'name':
      return profile.name;
    case 'job-seeker-number':
      return profile.jobSeekerNumber;
    default:
      return profile[field];
  }
}

export const raiseTask: CarryOut<Of<'raiseTask'>> = async ({ kind, about, officeId, bookingId }, context) => {
  const { turn, world } = context;
  const office = officeId ?? (await likelyOffice(context));
  await turn.raiseTask({
    kind,
    centreId: world.centre.id,
    officeId: office,
    about: about ?? undefined,
    bookingId,
    at: world.now,
  });
  note(context, 'task-raised', { bookingId, reason: kind, detail: { about: about ?? '' } });
  return { type: 'taskRaised', officeId: office ?? null };
};

export const findOffice: CarryOut<Of<'findOffice'>> = async (_, context) => ({
  type: 'officeFound',
  officeId: (await likelyOffice(context)) ?? null,
});

/** The office of the client's next booking, else the only one; undefined where nobody can tell. */
async function likelyOffice({ turn, world: { centre } }: TurnContext): Promise<string | undefined> {
  const [next] = await turn.openBookings();
  return next?.officeId ?? (centre.offices.length === 1 ? centre.offices[0]?.id : undefined);
}
