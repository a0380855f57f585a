/** A person as the console names them. */
export const peopleWords = {
  erased: '（削除済みの利用者）',
  /** In place of a text that does not open with the keys that are there. */
  unreadable: '（読み取れません）',
  noNumber: '番号なし',
  number: '求職番号',
  numberFormat: '求職番号は、5桁の数字、ハイフン、4～8桁の数字です。',
  name: '氏名',
  phone: '電話番号',
  email: 'メールアドレス',
  topic: '相談したいこと',
  companions: '同席する方',
} as const;
