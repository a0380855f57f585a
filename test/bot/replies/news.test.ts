import { expect, test } from 'vitest';
import { outlineOf } from '#bot/outline.ts';
import { choicesNow, composeReply } from '#bot/replies/compose.ts';
import { begin } from '#machines/stack.ts';
import { loadCentres } from '#policy/centres-folder.ts';
import { inTokyo } from '../../support/tokyo.ts';

const loaded = loadCentres('centres');
const centre = loaded.kind === 'ok' ? loaded.centres.get('hakodate') : undefined;
if (!centre) throw new Error('centres/hakodate.yaml cannot be loaded');
const world = { centre, language: 'ja', now: inTokyo('2026-11-20T10:00'), publicUrl: 'http://127.0.0.1' } as const;
const stack = begin(outlineOf(centre));

test('news is the last thing on the screen: the menu shrinks to its buttons under it', () => {
  const reply = composeReply({ step: 1, notes: [{ say: 'noBookings' }], stack, world });
  expect(reply.messages).toHaveLength(1);
  expect(reply.choices.map((button) => ('id' in button ? button.id : ''))).toEqual(choicesNow(stack, world).map(({ id }) => id));
});

test('a greeting is followed by the menu itself', () => {
  const reply = composeReply({ step: 1, notes: [{ say: 'greeting' }], stack, world });
  expect(reply.messages.at(-1)).toMatchObject({ kind: 'card' });
});
