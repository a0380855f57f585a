/** Whom the playground plays: invented people of an invented organisation, in its own format (JSON, which is YAML). It wants five besides the client. */
const CLIENT = { family: '山田', given: '花子' };
const OTHERS = [
  { family: '佐藤', given: '太郎' },
  { family: '鈴木', given: '一郎' },
  { family: '高橋', given: '桜' },
  { family: '田中', given: '実' },
  { family: '伊藤', given: '楓' },
];

/** The client's own, as the playground's API names them. */
export const CLIENT_ID = 'user-0';
export const PERSONAL_CHAT = 'personal-chat';
export const GROUP_CHAT = 'group-chat';

/** The hundreds keep the kinds apart. */
const uuid = (number: number): string => `00000000-0000-4000-8000-${`${number}`.padStart(12, '0')}`;

const person = ({ family, given }: typeof CLIENT, at: number) => ({
  id: `user-${at}`,
  name: `${family} ${given}`,
  userPrincipleName: `user-${at}@example.jp`,
  aadObjectId: uuid(200 + at),
  givenName: given,
  surname: family,
  email: `user-${at}@example.jp`,
});

export const people = (): string =>
  JSON.stringify({
    version: '0.1.1',
    tenantId: uuid(1),
    bot: { id: uuid(100), name: '予約の窓口' },
    currentUser: person(CLIENT, 0),
    users: OTHERS.map((it, at) => person(it, at + 1)),
    personalChat: { id: PERSONAL_CHAT },
    groupChat: { id: GROUP_CHAT, name: 'グループ' },
    team: { id: 'team', name: 'チーム', aadGroupId: uuid(300), channels: [{ id: 'channel', name: 'お知らせ' }] },
  });
