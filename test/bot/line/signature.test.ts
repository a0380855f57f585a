import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { verifySignature } from '#bot/line/signature.ts';

const body = Buffer.from('{"events":[]}');
const sign = (secret: string, bytes: Buffer) => createHmac('sha256', secret).update(bytes).digest('base64');

test('a signature made with the channel secret over exactly these bytes is accepted', () => {
  expect(verifySignature(body, sign('secret', body), 'secret')).toBe(true);
});

test('another secret, another body, a missing, empty, short or garbled signature is refused', () => {
  expect(verifySignature(body, sign('other', body), 'secret')).toBe(false);
  expect(verifySignature(Buffer.from('{"events": []}'), sign('secret', body), 'secret')).toBe(false);
  for (const signature of [undefined, '', 'AAAA', '*'.repeat(44), sign('secret', body).slice(0, -4)]) {
    expect(verifySignature(body, signature, 'secret')).toBe(false);
  }
});
