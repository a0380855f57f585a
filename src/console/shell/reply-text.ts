import type { Button, Message, Reply } from '#bot/replies/reply.ts';

/** What a client will see, line by line, for staff to look at before it is sent. */
export const replyLines = ({ messages, choices }: Pick<Reply, 'messages' | 'choices'>): string[] =>
  [...messages.flatMap(linesOf), buttonsIn(choices)].filter((line) => line !== '');

function linesOf(message: Message): string[] {
  if (message.kind === 'text') return [message.text];
  const { title, lead, rows, body, buttons } = message;
  return [title, lead ?? '', ...rows.map(({ label, value }) => `${label}：${value}`), ...body, buttonsIn(buttons)];
}

const buttonsIn = (buttons: readonly Button[]): string => buttons.map(({ label }) => `［${label}］`).join(' ');
