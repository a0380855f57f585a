import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Picked } from '#simulator/line-platform/events.ts';
import type { Action } from './line-message.ts';
import { numberOf } from './pressing.ts';
import { WORDS } from './words.ts';

/** A modal dialog that opens as soon as it is drawn; Escape closes it. */
function Dialog(props: { heading: string; onClose: () => void; children: ComponentChildren }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby={heading} onClose={props.onClose}>
      <h2 id={heading} class="dialog-heading">
        {props.heading}
      </h2>
      {props.children}
    </dialog>
  );
}

export function TelephoneDialog({ uri, onClose }: { uri: string; onClose: () => void }): JSX.Element {
  return (
    <Dialog heading={WORDS.telephone.heading} onClose={onClose}>
      <p class="telephone">{WORDS.telephone.calls(numberOf(uri))}</p>
      <div class="dialog-buttons">
        <button type="button" class="plain" onClick={onClose}>
          {WORDS.telephone.close}
        </button>
      </div>
    </Dialog>
  );
}

const FIELDS = { date: 'date', time: 'time', datetime: 'datetime-local' } as const;

const asPicked = (mode: keyof typeof FIELDS, value: string): Picked =>
  mode === 'date' ? { date: value } : mode === 'time' ? { time: value } : { datetime: value };

/** The date picker that a `datetimepicker` action opens. */
export function PickerDialog(props: { action: Action; onPick: (picked: Picked) => void; onClose: () => void }): JSX.Element {
  const mode = props.action.mode ?? 'date';
  const [value, setValue] = useState(props.action.initial ?? props.action.min ?? '');
  const field = useId();
  const submit = (event: Event): void => {
    event.preventDefault();
    if (value) props.onPick(asPicked(mode, value));
  };
  return (
    <Dialog heading={WORDS.picker[mode]} onClose={props.onClose}>
      <form class="form-grid" onSubmit={submit}>
        <label for={field}>{WORDS.picker.value[mode]}</label>
        <input
          id={field}
          type={FIELDS[mode]}
          value={value.replace('t', 'T')}
          min={props.action.min}
          max={props.action.max}
          required
          onInput={(event) => setValue(event.currentTarget.value)}
        />
        <div class="dialog-buttons">
          <button type="button" class="plain" onClick={props.onClose}>
            {WORDS.picker.cancel}
          </button>
          <button type="submit" class="strong">
            {WORDS.picker.choose}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
