import type { MyDataRow } from '#machines/commands.ts';
import type { MyDataContext } from '#machines/my-data.ts';
import { maskInWords } from '../masking.ts';
import { card, choice, type Prompts } from '../parts.ts';
import type { Row } from '../reply.ts';
import type { Scene } from '../scene.ts';

export const myDataPrompts = {
  show: ({ rows, deletionWaits }, scene) => {
    const { buttons, prompts } = scene.words;
    const body = rows.length === 0 ? [prompts.myData.nothing] : [prompts.myData.why];
    return {
      messages: [
        card(prompts.myData.title, {
          rows: rows.map((row) => dataRow(scene, row)),
          body: [...body, deletionWaits ? prompts.myData.waits : prompts.myData.typing],
          buttons: deletionWaits ? [] : [choice('delete', buttons.deleteData, 'danger')],
        }),
      ],
      choices: [],
    };
  },
  delete: (context, { words: { buttons, prompts } }) => ({
    messages: [
      card(prompts.deleteData.title, {
        tone: 'care',
        body: [
          prompts.deleteData.why,
          ...elsewhere(context, prompts.deleteData),
          prompts.deleteData.stays,
          prompts.deleteData.typing,
        ],
        buttons: [choice('yes', buttons.yesDelete, 'danger'), choice('no', buttons.noDelete)],
      }),
    ],
    choices: [],
  }),
} satisfies Prompts<MyDataContext>;

/** Staff have put together what one person told in several chats, on several channels or on one: all of it is deleted. */
function elsewhere({ rows, chats = [] }: MyDataContext, words: Scene['words']['prompts']['deleteData']): string[] {
  const apps = rows.find(({ what }) => what === 'channel')?.value.split('\n') ?? [];
  if (apps.length > 1) return [words.otherApps(apps)];
  return chats.length > 1 ? [words.otherChats] : [];
}

function dataRow({ words, language }: Scene, { what, value }: MyDataRow): Row {
  switch (what) {
    case 'consents':
    case 'bookings':
      return { label: words.data[what], value: /^\d+$/.test(value) ? words.count(value) : value };
    case 'channel':
      return { label: words.data.channel, value: value.replaceAll('\n', words.and) };
    default:
      return { label: words.fields[what], value: maskInWords(what, value, language) };
  }
}
