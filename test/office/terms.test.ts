import { expect, test } from 'vitest';
import { draftTerms, publishTerms } from '#office/terms.ts';
import { chatting, TO_THE_DAYS } from '../bot/chatting.ts';
import { inTokyo } from '../support/tokyo.ts';
import { STAFF } from './reminding.ts';

const chat = chatting();

/** Loads a text and publishes it. */
async function published(text: string, effective: string): Promise<string> {
  const { parts } = chat.house.house;
  const termsId = chat.house.centres.get('izumo')?.terms[0]?.id ?? '';
  const given = {
    by: STAFF,
    centreId: 'izumo',
    termsId,
    format: 'text' as const,
    ground: '1',
    changes: '受付の時間が変わります。',
  };
  const drafted = await draftTerms(parts, { ...given, text, effectiveOn: inTokyo(`${effective}T00:00`) });
  if (drafted.kind !== 'drafted') throw new Error(JSON.stringify(drafted));
  expect(await publishTerms(parts, { by: STAFF, centreId: 'izumo', id: drafted.id })).toEqual({ kind: 'published' });
  return drafted.id;
}

const consents = async (conversationId: string) =>
  (
    await chat.sql.query<{ origin: string; sha256: string }>(
      `SELECT t.origin, c.sha256 FROM consent c JOIN terms_version t ON t.id = c.terms_version_id WHERE c.conversation_id = $1 ORDER BY c.consented_at`,
      [conversationId],
    )
  ).rows;

test('article 13: who agreed before is told of the change, and agrees again at the next booking once it is in force, not before', async () => {
  const talk = chat.talk();
  await chat.walk(talk, ...TO_THE_DAYS);
  const conversationId = await chat.lastConversation();
  expect((await consents(conversationId)).map(({ origin }) => origin)).toEqual(['file']);

  const id = await published('正式な規約の本文', '2026-12-01');
  await chat.house.at('2026-11-20T10:05');
  expect(chat.sent(talk).join('\n')).toContain('受付の時間が変わります。');

  // Before its day the summary still counts.
  expect(await chat.walk(talk, 'メニュー', '予約したい')).not.toContain('同意する');

  await chat.house.at('2026-12-01T09:00');
  expect(await chat.walk(talk, 'メニュー', '予約したい')).toContain('同意する');
  await chat.press(talk, '同意する');
  await chat.press(talk, '同意する');
  const { rows } = await chat.sql.query<{ sha256: string }>('SELECT sha256 FROM terms_version WHERE id = $1', [id]);
  expect((await consents(conversationId)).at(-1)).toEqual({ origin: 'staff', sha256: rows[0]?.sha256 });
});
