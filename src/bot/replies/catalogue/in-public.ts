/** To everybody in a group or channel, whose languages we do not know: Japanese and English in one message. */
export const IN_PUBLIC = [
  'こちらはほかの方にも見える場所のため、ご相談やご予約を承れません。お手数ですが、個人チャット（1対1のチャット）でお話しください。ここに書かれた内容は保存していません。',
  'Other people can read along here, so we cannot take bookings or questions in this place. Please write to me in a private (one-to-one) chat. What was written here has not been kept.',
].join('\n\n');
