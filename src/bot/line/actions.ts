import type { messagingApi } from '@line/bot-sdk';
import { DateTime } from 'luxon';
import { telAddress, webAddress } from '#bot/rendering/addresses.ts';
import { shorten } from '#bot/rendering/fitting.ts';
import type { Button } from '#bot/replies/reply.ts';
import { ZONE } from '#clock.ts';
import { LIMITS } from './limits.ts';
import { encodePostback } from './postback.ts';

type Where = { step: number; label: number };

/**
 * A button as a LINE action. `undefined` for an address that LINE would not take (not http, https or tel, or too long): it
 * would refuse the whole message, and the rest of it is worth having.
 */
export function toAction(button: Button, { step, label: most }: Where): messagingApi.Action | undefined {
  const label = shorten(button.label.trim() || '…', most);
  switch (button.kind) {
    case 'choice':
      return { type: 'postback', label, data: encodePostback(step, button.id), displayText: shownText(button) };
    case 'link':
      return toUri(label, webAddress(button.url, LIMITS.uri));
    case 'call':
      return toUri(label, telAddress(button.uri, LIMITS.uri));
    case 'pick-day':
      return { type: 'datetimepicker', label, mode: 'date', data: encodePostback(step, button.id), ...days(button) };
  }
}

/** What stands in the chat as the client's own words. */
const shownText = (button: Extract<Button, { kind: 'choice' }>): string =>
  shorten(button.shown?.trim() || button.label.trim() || '…', LIMITS.displayText);

const toUri = (label: string, uri: string | undefined): messagingApi.URIAction | undefined =>
  uri === undefined ? undefined : { type: 'uri', label, uri };

/**
 * LINE wants `max` after `min`. Where one day only may be picked, the day after can be picked as well: whoever reads the
 * picked day judges it by the rules anyway.
 */
function days({ from, to }: { from: string; to: string }) {
  const next = DateTime.fromISO(from, { zone: ZONE }).plus({ days: 1 });
  return { initial: from, min: from, max: to > from ? to : next.toFormat('yyyy-MM-dd') };
}
