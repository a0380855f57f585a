import { type Html, html } from '#pages/html.ts';
import { type Control, describedBy, errorOf, hintOf, type Option, requiredMark } from './form-controls.ts';

/** Several of a list; they come as one name, once a choice. */
export const checkboxes = (it: Control & { values?: readonly string[] | undefined; options: readonly Option[] }): Html =>
  choices(it, 'checkbox', it.values ?? [], it.options);

/** One of a few. */
export const radios = (it: Control & { value?: string | undefined; options: readonly Option[] }): Html =>
  choices(it, 'radio', it.value === undefined ? [] : [it.value], it.options);

/** A single yes: `value` is what is sent when it is ticked. */
export function checkbox(it: Control & { value?: string | undefined; checked?: boolean | undefined }): Html {
  const id = it.id ?? it.name;
  return html`
    <div class=${it.error === undefined ? 'field' : 'field field-wrong'}>
      ${errorOf(it)}
      <label class="choice" for=${id}>
        <input
          type="checkbox"
          id=${id}
          name=${it.name}
          value=${it.value ?? 'yes'}
          checked=${it.checked === true}
          disabled=${it.disabled}
          aria-invalid=${it.error === undefined ? undefined : 'true'}
          aria-describedby=${describedBy(it)}
        />
        <span>${it.label}</span>
      </label>
      ${hintOf(it)}
    </div>
  `;
}

function choices(it: Control, type: 'checkbox' | 'radio', chosen: readonly string[], options: readonly Option[]): Html {
  const id = it.id ?? it.name;
  return html`
    <fieldset class=${it.error === undefined ? 'field' : 'field field-wrong'} aria-describedby=${describedBy(it)}>
      <legend>${it.label}${requiredMark(it)}</legend>
      ${hintOf(it)} ${errorOf(it)}
      <div class="choices">
        ${options.map(
          (option, index) => html`
            <label class="choice" for=${index === 0 ? id : `${id}-${index}`}>
              <input
                type=${type}
                id=${index === 0 ? id : `${id}-${index}`}
                name=${it.name}
                value=${option.value}
                checked=${chosen.includes(option.value)}
                disabled=${option.disabled ?? it.disabled}
              />
              <span>
                ${option.label}
                ${option.hint !== undefined && html`<span class="choice-hint">${option.hint}</span>`}
              </span>
            </label>
          `,
        )}
      </div>
    </fieldset>
  `;
}
