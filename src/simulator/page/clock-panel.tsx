import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { dateAfter, dayOf, localIso, longDayOf, timeOf } from './moments.ts';
import { WORDS } from './words.ts';

/** The time that every rule is judged by, and buttons that move it on. */
export function ClockPanel(props: {
  now: number;
  sessionDay: string | undefined;
  onMove: (move: { minutes: number } | { to: string }) => void;
}): JSX.Element {
  const { now, sessionDay, onMove } = props;
  const [to, setTo] = useState('');
  const chosen = to || localIso(now);
  const field = useId();
  const hint = useId();
  return (
    <section class="clock" aria-labelledby="clock-heading">
      <h2 id="clock-heading">{WORDS.clock.heading}</h2>
      <p class="clock-now">
        <span>{longDayOf(now)}</span> <strong>{timeOf(now)}</strong>
      </p>
      <div class="clock-buttons">
        <button type="button" class="plain" onClick={() => onMove({ minutes: 10 })}>
          {WORDS.clock.tenMinutes}
        </button>
        <button type="button" class="plain" onClick={() => onMove({ minutes: 60 })}>
          {WORDS.clock.hour}
        </button>
        <button type="button" class="plain" onClick={() => onMove({ to: `${dateAfter(now, 1)}T09:00` })}>
          {WORDS.clock.tomorrow}
        </button>
        <button
          type="button"
          class="plain"
          aria-describedby={hint}
          disabled={sessionDay === undefined}
          onClick={() => sessionDay && onMove({ to: `${sessionDay}T09:00` })}
        >
          {WORDS.clock.sessionDay}
        </button>
      </div>
      <p class="quiet" id={hint}>
        {sessionDay ? WORDS.clock.sessionOn(dayOf(Date.parse(`${sessionDay}T00:00+09:00`))) : WORDS.clock.noSession}
      </p>
      <form
        class="clock-to"
        onSubmit={(event) => {
          event.preventDefault();
          onMove({ to: chosen });
        }}
      >
        <label for={field}>{WORDS.clock.to}</label>
        <input
          id={field}
          type="datetime-local"
          min={localIso(now)}
          value={chosen}
          required
          onInput={(event) => setTo(event.currentTarget.value)}
        />
        <button type="submit" class="strong">
          {WORDS.clock.go}
        </button>
      </form>
      <p class="quiet">{WORDS.clock.note}</p>
    </section>
  );
}
