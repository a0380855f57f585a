/** A time or a part of a day: HH:mm, the end exclusive. Nothing in it where the text names none. */
export type TimeOfDay = { at?: string; from?: string; to?: string };

const HALF = '(午前|午後|朝|夕方|昼|夜|am|pm)?(?:の|に|,|、)?\\s*';
const CLOCK = new RegExp(
  `${HALF}(?<![\\d:/.])(?:(\\d{1,2})時(?!間)(?:(\\d{1,2})分?|(半))?|(\\d{1,2}):(\\d{2})(?!\\d))\\s*(am|pm|a\\.m\\.?|p\\.m\\.?)?`,
  'g',
);
const HOURS_ENGLISH = /(?<![\d:/.])(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\b\.?/g;
const AT_HOUR = /\b(?:at|from|after|before|until|around) +(\d{1,2})(?! *(?:[:/\d]|st|nd|rd|th|days?|weeks?))/g;
/** The 10 of 10-12時. */
const FIRST_OF_TWO = /(?<![\d:/.-])(\d{1,2})(?=\s*(?:-|ー|~|から)\s*\d{1,2}時)/g;
const BETWEEN = /^\s*(?:から|~|-|ー|より|to|till|until|and)\s*$/;

type Clock = {
  hour: number;
  minute: number;
  half: string | undefined;
  padded: boolean;
  start: number;
  end: number;
  said: string;
};

/** Parts of the day, the more exact ones first. 昼 and 夕方 as the Meteorological Agency uses the words, a little wider. */
const PARTS: readonly (readonly [RegExp, TimeOfDay])[] = [
  [/朝一|朝1番|朝一番|first thing/, { to: '10:00' }],
  [/午後一|午後1番|昼過ぎ|昼すぎ|昼から|early afternoon/, { from: '12:00', to: '15:00' }],
  [/昼前|昼まで|午前|\bmorning\b|before noon/, { to: '12:00' }],
  [/午後|afternoon/, { from: '12:00' }],
  [/朝/, { to: '11:00' }],
  [/夕方/, { from: '15:00', to: '18:00' }],
  [/夜|evening|tonight/, { from: '17:00' }],
  [/昼|lunchtime|midday|around noon/, { from: '11:00', to: '14:00' }],
];

/** The time that a text names, once its day is taken out of it. Undefined where it names none. */
export function readTimeOfDay(words: string): TimeOfDay | { impossible: string } | undefined {
  const text = words.replace(/正午|\bnoon\b/g, '12:00').replace(FIRST_OF_TWO, '$1時');
  const [first, second] = clocksIn(text);
  if (!first) return partOfDay(words);
  const impossible = [first, second].find((clock) => clock && (clock.hour > 24 || clock.minute > 59));
  if (impossible) return { impossible: impossible.said };
  const start = onTheDay(first);
  if (second && BETWEEN.test(text.slice(first.end, second.start))) {
    const end = onTheDay({ ...second, half: second.half ?? first.half });
    return start < end ? { from: start, to: end } : { at: start };
  }
  return bounded(start, text.slice(0, first.start), text.slice(first.end));
}

function partOfDay(words: string): TimeOfDay | undefined {
  const part = PARTS.find(([pattern]) => pattern.test(words))?.[1];
  return part?.from && /(?:夕方|夜|昼|過ぎ|すぎ|午後)以降/.test(words) ? { from: part.from } : part;
}

function bounded(time: string, before: string, after: string): TimeOfDay {
  if (/^\s*(?:以降|以後|より後|より遅|過ぎ|すぎ|or later|onwards?)/.test(after) || /\b(?:after|from)\s*$/.test(before))
    return { from: time };
  if (/^\s*(?:まで|以前|より前|より早|前)/.test(after) || /\b(?:before|until|by)\s*$/.test(before)) return { to: time };
  return { at: time };
}

/** Nobody is in the office at 3 in the morning: 3時 is 15:00, unless 午前, 朝 or a leading zero say otherwise. */
function onTheDay({ hour, minute, half, padded }: Clock): string {
  const afternoon = half === '午後' || half === '夕方' || half === '夜' || half === 'pm' || half === '昼';
  const morning = half === '午前' || half === '朝' || half === 'am';
  const later = hour < 12 && ((afternoon && !(half === '昼' && hour >= 10)) || (!morning && !padded && hour >= 1 && hour <= 7));
  const midnight = morning && hour === 12;
  return `${String((midnight ? 0 : hour + (later ? 12 : 0)) % 24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function clocksIn(text: string): Clock[] {
  const clocks = [...text.matchAll(HOURS_ENGLISH)].map((match) => clockOf(match, match[1], match[2], `${match[3]}m`));
  if (clocks.length > 0) return clocks;
  const written = [...text.matchAll(CLOCK)].map((match) =>
    clockOf(match, match[2] ?? match[5], match[4] ? '30' : (match[3] ?? match[6]), match[1] ?? match[7]),
  );
  if (written.length > 0) return written;
  return [...text.matchAll(AT_HOUR)].map((match) => {
    const clock = clockOf(match, match[1], undefined, undefined);
    return { ...clock, start: clock.end - (match[1]?.length ?? 0) };
  });
}

const clockOf = (match: RegExpExecArray, hour = '0', minute = '0', half: string | undefined): Clock => ({
  hour: Number(hour),
  minute: Number(minute),
  half,
  padded: /^0\d/.test(hour),
  start: match.index,
  end: match.index + match[0].length,
  said: match[0].trim(),
});
