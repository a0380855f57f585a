import { LOGIN_LENGTH, type LoginProblem, PASSWORD_LENGTH, type PasswordProblem } from '#policy/account-rule.ts';

/** The sign-in, the invitation, the password. */
export const accountWords = {
  signIn: {
    title: 'ログイン',
    lead: '職員用のコンソールです。',
    login: 'ログインID',
    password: 'パスワード',
    submit: 'ログインする',
    refused:
      'ログインできませんでした。ログインIDとパスワードをお確かめください。続けて間違えると、しばらくログインできなくなります。',
    loginMissing: 'ログインIDを入力してください。',
    passwordMissing: 'パスワードを入力してください。',
    ended: '一定の時間操作がなかったか、ログアウトしたため、もう一度ログインしてください。',
    signedOut: 'ログアウトしました。',
    help: 'ログインできないときは、施設の管理者に新しいリンクの発行をご依頼ください。',
    tooMany: 'ログインの操作が続いたため、受け付けを一時止めています。5分ほど待ってから、もう一度お試しください。',
  },
  landing: { title: 'コンソールを開いています', go: '続ける' },
  welcome: {
    title: '職員の登録',
    lead: (role: string, centres: string) => `${centres}の${role}として登録します。`,
    newPasswordTitle: '新しいパスワードの設定',
    newPasswordLead: (name: string) => `${name}さんの新しいパスワードを設定します。ほかの端末のログインはすべて終了します。`,
    login: 'ログインID',
    loginHint: `半角の英数字と . _ - @ を使って、${LOGIN_LENGTH.min}～${LOGIN_LENGTH.max}文字。あとから変えられません。`,
    name: 'お名前',
    nameHint: '画面と操作の記録に表示されます（例：相談 太郎）。',
    password: 'パスワード',
    passwordHint: `${PASSWORD_LENGTH.min}文字以上。いくつかの言葉をつなげた、覚えやすく長いものをおすすめします。`,
    repeat: 'パスワード（確認）',
    submit: '登録してログインする',
    newPasswordSubmit: 'パスワードを設定してログインする',
    nameMissing: 'お名前を入力してください。',
    nameLong: 'お名前は40文字以内で入力してください。',
    repeatDiffers: '確認のパスワードが違います。もう一度入力してください。',
    taken: 'このログインIDはすでに使われています。別のものを入力してください。',
    voidTitle: 'このリンクは使えません',
    voidText: 'リンクの期限（48時間）が切れているか、すでに使われています。施設の管理者に新しいリンクの発行をご依頼ください。',
    toSignIn: 'ログインへ',
  },
  password: {
    title: 'パスワードの変更',
    lead: '変更すると、ほかの端末のログインはすべて終了します。',
    current: '現在のパスワード',
    next: '新しいパスワード',
    repeat: '新しいパスワード（確認）',
    submit: '変更する',
    currentMissing: '現在のパスワードを入力してください。',
    refused: '現在のパスワードをお確かめください。続けて間違えると、しばらく操作できなくなります。',
    done: 'パスワードを変更しました。',
    back: '戻る',
  },
  chooser: {
    title: '施設を選ぶ',
    lead: '担当している施設を選んでください。',
    none: '担当している施設がありません。システムの担当者にお知らせください。',
  },
} as const;

export const LOGIN_PROBLEMS: Readonly<Record<LoginProblem, string>> = {
  'too-short': `ログインIDは${LOGIN_LENGTH.min}文字以上で入力してください。`,
  'too-long': `ログインIDは${LOGIN_LENGTH.max}文字以内で入力してください。`,
  characters: 'ログインIDは英数字で始め、英数字と . _ - @ だけで入力してください。',
};

export const PASSWORD_PROBLEMS: Readonly<Record<PasswordProblem, string>> = {
  'too-short': `パスワードは${PASSWORD_LENGTH.min}文字以上で入力してください。`,
  'too-long': `パスワードは${PASSWORD_LENGTH.max}文字以内で入力してください。`,
  'is-login': 'ログインIDと同じパスワードは使えません。',
  common: 'よく使われている、推測されやすいパスワードです。別のものを入力してください。',
};
