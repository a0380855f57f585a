import type { Backstage } from './dialogue-backstage.ts';
import { checkBehind, close } from './dialogue-behind.ts';
import type { Chat, ChatDriver } from './dialogue-chat.ts';
import { type Action, type Check, placeInWords, type Script, type Step, type Who } from './dialogue-script.ts';

/** A step that did not come out as the script says: where, what was expected, and what the bot really said. */
export class DialogueFailure extends Error {
  override readonly name = 'DialogueFailure';
}

/** Plays a script; throws a `DialogueFailure` at the first step that goes wrong. */
export async function play(script: Script, driver: ChatDriver, behind: Backstage): Promise<void> {
  const player = new Player(script, driver, behind);
  for (const step of script.steps) await player.take(step);
  player.end();
}

class Player {
  private readonly script: Script;
  private readonly driver: ChatDriver;
  private readonly behind: Backstage;
  private readonly chats = new Map<Who, Chat>();
  private readonly typed: string[] = [];
  private last: Who = '利用者';

  constructor(script: Script, driver: ChatDriver, behind: Backstage) {
    this.script = script;
    this.driver = driver;
    this.behind = behind;
  }

  async take(step: Step): Promise<void> {
    const wrong =
      'do' in step ? await this.act(step) : await this.check(step, this.known(step, 'who' in step ? step.who : undefined));
    if (wrong !== undefined) throw this.failure(step, wrong);
  }

  /** Nothing may have gone wrong unseen, and nothing that a client typed may stand in a log. */
  end(): void {
    const logged = this.behind.logged();
    const told = this.typed.filter((text) => text.length >= 4 && logged.some((line) => line.includes(text)));
    const faults = logged.filter((line) => line.includes('"level":"error"'));
    const unseen = [...this.driver.refused(), ...faults, ...told.map((text) => `記録に残った言葉: ${text}`)];
    if (unseen.length > 0) throw new DialogueFailure(`${this.script.title}: 裏で起きた誤り\n${unseen.join('\n')}`);
  }

  /** Does it; answers what went wrong. */
  private async act(action: Action & { at: Step['at'] }): Promise<string | undefined> {
    switch (action.do) {
      case 'time':
        for (const chat of this.chats.values()) chat.listen();
        return void (await this.behind.at(action.to));
      case 'terms-change':
        return void (await this.behind.changeTerms());
      case 'staff': {
        for (const chat of this.chats.values()) chat.listen();
        const came = await this.behind.staff(this.chats.get(action.who ?? this.last)?.userId, action.act);
        return came === 'done' ? undefined : `職員にはできませんでした: ${came}`;
      }
      default:
        return await this.actInChat(action);
    }
  }

  private async actInChat(action: Exclude<Action, { do: 'time' | 'terms-change' | 'staff' }>): Promise<string | undefined> {
    const chat = await this.chatOf(action.who, action.do === 'join' || action.do === 'known');
    chat.listen();
    switch (action.do) {
      case 'say':
        this.typed.push(action.text);
        return void (await chat.say(action.text));
      case 'send':
        return void (await chat.send(action.what));
      case 'rewrite':
        this.typed.push(action.text);
        if (!chat.rewrite) return `${this.driver.channel} では、送った文を書き直せません`;
        return void (await chat.rewrite(action.text));
      case 'press': {
        const { label, old, times, day } = action;
        return (await chat.press(label, { old, times, day })) ? undefined : `「${label}」というボタンがありません`;
      }
      case 'fill':
        return await this.fillIn(chat, action.values);
      case 'known':
        return undefined;
      case 'confirm-address':
        return (await this.behind.confirmAddress()) ? undefined : '確認のリンクのあるメールがありません';
      default:
        return void (await chat[action.do]());
    }
  }

  private async fillIn(chat: Chat, values: Record<string, string>): Promise<string | undefined> {
    const address = chat.everOffered().findLast((button) => button.address?.includes('/forms/'))?.address;
    if (address === undefined) return '入力ページのボタンがありません';
    this.typed.push(...Object.values(values));
    const status = await this.behind.fillIn(address, values);
    return status === 200 ? undefined : `入力ページが受け取りませんでした（${status}）`;
  }

  /** A client is a friend of the centre from their first act on. */
  private async chatOf(who: Who, joins: boolean): Promise<Chat> {
    this.last = who;
    const known = this.chats.get(who);
    if (known) return known;
    const chat = this.driver.newChat(this.script.language);
    this.chats.set(who, chat);
    if (!joins) await chat.join();
    return chat;
  }

  private known(step: { at: Step['at'] }, who: Who = this.last): Chat {
    const chat = this.chats.get(who);
    if (!chat) throw new DialogueFailure(`${placeInWords(step.at)}: ${who} はまだ何もしていません。`);
    return chat;
  }

  /** Answers what is not as it should be. */
  private async check(check: Check, chat: Chat): Promise<string | undefined> {
    const said = chat.received();
    const has = (text: string) => close(said.join('\n')).includes(close(text));
    switch (check.check) {
      case 'said':
        return has(check.text) ? undefined : `窓口の返事に「${check.text}」がありません`;
      case 'not-said':
        return has(check.text) ? `窓口の返事に「${check.text}」があります` : undefined;
      case 'silent':
        return said.length === 0 ? undefined : '窓口が返事をしました';
      case 'buttons': {
        const missing = check.labels.filter((label) => !offers(chat, label));
        return missing.length === 0 ? undefined : `ボタン ${missing.join(' ｜ ')} がありません`;
      }
      case 'no-buttons': {
        const there = check.labels.filter((label) => offers(chat, label));
        return there.length === 0 ? undefined : `ボタン ${there.join(' ｜ ')} があります`;
      }
      case 'call': {
        const there = chat.offered().some(({ address }) => address === check.address);
        return there ? undefined : `電話のボタン ${check.address} がありません`;
      }
      case 'page':
        return await this.checkPage(check, chat);
      default:
        return await checkBehind(check, chat.userId, this.behind);
    }
  }

  private async checkPage({ label, text }: Check & { check: 'page' }, chat: Chat): Promise<string | undefined> {
    const address = chat.everOffered().findLast((button) => button.label === label)?.address;
    if (address === undefined) return `「${label}」というリンクがありません`;
    const words = await this.behind.page(address);
    return close(words).includes(close(text)) ? undefined : `ページに「${text}」がありません:\n${words.replace(/\s+/g, ' ')}`;
  }

  private failure({ at }: Step, wrong: string): DialogueFailure {
    const chat = this.chats.get(this.last);
    const said = chat?.received().join('\n――\n') ?? '';
    const buttons =
      chat?.offered().map(({ label, address }) => (address?.startsWith('tel:') ? `${label}=${address}` : label)) ?? [];
    return new DialogueFailure(
      [
        `${placeInWords(at)}`,
        `台本: ${at.text}`,
        wrong,
        `窓口の返事:\n${said || '（なし）'}`,
        `ボタン: ${buttons.join(' ｜ ') || '（なし）'}`,
      ].join('\n'),
    );
  }
}

/** The label itself, or one that begins with it. */
const offers = (chat: Chat, label: string): boolean => chat.offered().some((button) => button.label.startsWith(label));
