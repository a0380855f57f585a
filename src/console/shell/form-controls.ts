import { type Html, html } from '#pages/html.ts';
import { shellWords as words } from '../words/shell.ts';

/** What every control is given. `id` defaults to the name; set it where a name stands twice on a page. */
export type Control = {
  name: string;
  label: string;
  id?: string | undefined;
  hint?: string | undefined;
  error?: string | undefined;
  required?: boolean | undefined;
  disabled?: boolean | undefined;
};

export type FieldType =
  | 'text'
  | 'password'
  | 'email'
  | 'tel'
  | 'url'
  | 'search'
  | 'number'
  | 'date'
  | 'time'
  | 'month'
  | 'datetime-local';

export type Field = Control & {
  type?: FieldType | undefined;
  value?: string | undefined;
  maxLength?: number | undefined;
  minLength?: number | undefined;
  min?: string | number | undefined;
  max?: string | number | undefined;
  step?: string | number | undefined;
  autocomplete?: string | undefined;
  inputmode?: string | undefined;
  placeholder?: string | undefined;
  /** How wide what is typed will be. */
  width?: 'short' | 'middle' | 'full' | undefined;
};

export function field(it: Field): Html {
  const id = it.id ?? it.name;
  return wrapped(
    it,
    html`<input
      id=${id}
      name=${it.name}
      type=${it.type ?? 'text'}
      class=${`input input-${it.width ?? 'middle'}`}
      value=${it.value ?? ''}
      maxlength=${it.maxLength}
      minlength=${it.minLength}
      min=${it.min}
      max=${it.max}
      step=${it.step}
      autocomplete=${it.autocomplete ?? 'off'}
      inputmode=${it.inputmode}
      placeholder=${it.placeholder}
      disabled=${it.disabled}
      aria-required=${it.required ? 'true' : undefined}
      aria-invalid=${it.error === undefined ? undefined : 'true'}
      aria-describedby=${describedBy(it)}
    />`,
  );
}

export function textArea(
  it: Control & { value?: string | undefined; rows?: number | undefined; maxLength?: number | undefined },
): Html {
  return wrapped(
    it,
    html`<textarea
      id=${it.id ?? it.name}
      name=${it.name}
      class="input input-full"
      rows=${it.rows ?? 4}
      maxlength=${it.maxLength}
      disabled=${it.disabled}
      aria-required=${it.required ? 'true' : undefined}
      aria-invalid=${it.error === undefined ? undefined : 'true'}
      aria-describedby=${describedBy(it)}
    >${it.value ?? ''}</textarea>`,
  );
}

export type Option = { value: string; label: string; hint?: string | undefined; disabled?: boolean | undefined };

/** `empty`: the words of the choice of nothing, as the first. */
export function select(
  it: Control & { value?: string | undefined; options: readonly Option[]; empty?: string | undefined },
): Html {
  const empty: readonly Option[] = it.empty === undefined ? [] : [{ value: '', label: it.empty }];
  const options = [...empty, ...it.options];
  return wrapped(
    it,
    html`<select
      id=${it.id ?? it.name}
      name=${it.name}
      class="input input-select"
      disabled=${it.disabled}
      aria-required=${it.required ? 'true' : undefined}
      aria-invalid=${it.error === undefined ? undefined : 'true'}
      aria-describedby=${describedBy(it)}
    >${options.map(
      ({ value, label, disabled }) =>
        html`<option value=${value} selected=${value === (it.value ?? '')} disabled=${disabled}>${label}</option>`,
    )}</select>`,
  );
}

function wrapped(it: Control, control: Html): Html {
  return html`
    <div class=${it.error === undefined ? 'field' : 'field field-wrong'}>
      <label for=${it.id ?? it.name}>${it.label}${requiredMark(it)}</label>
      ${hintOf(it)} ${errorOf(it)} ${control}
    </div>
  `;
}

export const requiredMark = ({ required }: Control): Html | false =>
  required === true && html`<span class="required">${words.required}</span>`;

export const hintOf = (it: Control): Html | false =>
  it.hint !== undefined && html`<p class="hint" id=${`${it.id ?? it.name}-hint`}>${it.hint}</p>`;

export const errorOf = (it: Control): Html | false =>
  it.error !== undefined &&
  html`<p class="error" id=${`${it.id ?? it.name}-error`}><span class="visually-hidden">${words.errorPrefix}</span>${it.error}</p>`;

export function describedBy({ id, name, hint, error }: Control): string | undefined {
  const ids = [hint === undefined ? [] : [`${id ?? name}-hint`], error === undefined ? [] : [`${id ?? name}-error`]].flat();
  return ids.length === 0 ? undefined : ids.join(' ');
}
