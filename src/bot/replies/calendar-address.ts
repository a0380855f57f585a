import type { Language } from '#policy/language.ts';

/** The booking as it stands when the address is opened, for the client's own calendar. */
export const calendarAddress = ({ publicUrl }: { publicUrl: string }, token: string, language: Language): string =>
  `${publicUrl}/bookings/${token}.ics?lang=${language}`;
