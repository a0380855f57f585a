import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import type { Sent } from './dialogue-script.ts';

type Json = Record<string, unknown>;

/** Where a client's Teams sends what they do. */
export type TeamsDoor = {
  /** The bot's `POST /api/messages`. */
  messagesUrl: string;
  /** The connector that the bot answers to. */
  serviceUrl: string;
  tenantId: string;
  now(): DateTime;
};

/** What stands under Teams' own composer beside words. Stickers come as pictures, and each with the same in HTML. */
const ATTACHMENTS: Readonly<Record<Sent, Json>> = {
  sticker: { contentType: 'image/*', contentUrl: 'https://statics.teams.example/stickers/1.png' },
  image: { contentType: 'image/*', contentUrl: 'https://smba.example/v3/attachments/1/views/original' },
  audio: {
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    name: 'voice.m4a',
    content: { downloadUrl: 'https://contoso.sharepoint.example/voice.m4a', uniqueId: '1', fileType: 'm4a' },
  },
};

/** One person's Teams, in their private chat with the bot: posts activities of the form that Teams posts. */
export class TeamsClient {
  readonly userId = `29:${randomUUID()}`;
  readonly conversationId = `a:${randomUUID()}`;
  private readonly door: TeamsDoor;
  private readonly locale: string;
  private readonly aadObjectId = randomUUID();
  private lastId = 1_795_568_400_000;
  private lastWritten = '';

  constructor(door: TeamsDoor, locale: string) {
    this.door = door;
    this.locale = locale;
  }

  /** Teams tells of an installation in both ways. */
  async install(): Promise<void> {
    await this.post({ type: 'conversationUpdate', membersAdded: [{ id: BOT.id }, { id: this.userId }] });
    await this.post({ type: 'installationUpdate', action: 'add' });
  }

  async uninstall(): Promise<void> {
    await this.post({ type: 'installationUpdate', action: 'remove' });
    await this.post({ type: 'conversationUpdate', membersRemoved: [{ id: BOT.id }] });
  }

  async write(text: string): Promise<void> {
    this.lastWritten = this.nextId();
    await this.post({ id: this.lastWritten, ...written(text) });
  }

  async attach(what: Sent): Promise<void> {
    await this.post({ type: 'message', text: '', textFormat: 'plain', attachments: [ATTACHMENTS[what], inHtml('<img>')] });
  }

  /** Presses a button of the message `on`. */
  async submit(on: string, value: Json): Promise<void> {
    await this.post({ type: 'message', replyToId: on, value });
  }

  async rewrite(text: string): Promise<void> {
    const edited = { ...written(text), type: 'messageUpdate', channelData: { eventType: 'editMessage' } };
    await this.post({ id: this.lastWritten, ...edited });
  }

  async remove(): Promise<void> {
    await this.post({ id: this.lastWritten, type: 'messageDelete', channelData: { eventType: 'softDeleteMessage' } });
  }

  private nextId(): string {
    this.lastId += 1;
    return String(this.lastId);
  }

  private async post({ channelData, ...what }: Json): Promise<void> {
    const { messagesUrl, serviceUrl, tenantId, now } = this.door;
    const activity = {
      id: this.nextId(),
      timestamp: now().toUTC().toISO(),
      channelId: 'msteams',
      serviceUrl,
      from: { id: this.userId, name: '利用者', aadObjectId: this.aadObjectId },
      recipient: BOT,
      conversation: { id: this.conversationId, conversationType: 'personal', tenantId },
      channelData: { tenant: { id: tenantId }, ...(typeof channelData === 'object' && channelData) },
      locale: this.locale,
      ...what,
    };
    const headers = { 'content-type': 'application/json' };
    const { status } = await fetch(messagesUrl, { method: 'POST', headers, body: JSON.stringify(activity) });
    if (status !== 200) throw new Error(`the bot answered Teams with ${status}`);
  }
}

const BOT = { id: '28:madoguchi', name: '窓口' };

const written = (text: string): Json => ({
  type: 'message',
  text,
  textFormat: 'plain',
  attachments: [inHtml(`<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)],
});

const inHtml = (content: string): Json => ({ contentType: 'text/html', content });
