/**
 * Form controls: each with its label, hint and error, tied by `aria-describedby`; what was typed is kept by handing `value` back.
 * Every form of the console is a plain POST that answers 303 (or 422 with the page again); htmx only makes it smoother.
 */
export { type Button, type ButtonKind, button, confirmButton, linkButton, postButton } from './buttons.ts';
export { CSRF_FIELD, csrfField } from './csrf-field.ts';
export { errorFor, errorSummary, type FieldError } from './error-summary.ts';
export { checkbox, checkboxes, radios } from './form-choices.ts';
export { type Control, type Field, type FieldType, field, type Option, select, textArea } from './form-controls.ts';
