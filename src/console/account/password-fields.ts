import { type Html, html } from '#pages/html.ts';
import { judgePassword } from '#policy/account-rule.ts';
import { errorFor, type FieldError, field } from '../shell/form.ts';
import { accountWords, PASSWORD_PROBLEMS } from '../words/account.ts';

const words = accountWords.welcome;

/** The new password and once more, on every page that sets one. Never filled in again. */
export const passwordFields = (errors: readonly FieldError[], labels: { password: string; repeat: string }): Html => html`
  <div>
    ${field({
      name: 'password',
      label: labels.password,
      type: 'password',
      hint: words.passwordHint,
      autocomplete: 'new-password',
      required: true,
      width: 'full',
      error: errorFor(errors, 'password'),
    })}
    ${field({
      name: 'repeat',
      label: labels.repeat,
      type: 'password',
      autocomplete: 'new-password',
      required: true,
      width: 'full',
      error: errorFor(errors, 'repeat'),
    })}
  </div>
`;

export function passwordErrors(password: string, repeat: string, login: string): FieldError[] {
  const problem = judgePassword(password, login);
  if (problem !== undefined) return [{ field: 'password', message: PASSWORD_PROBLEMS[problem] }];
  return password === repeat ? [] : [{ field: 'repeat', message: words.repeatDiffers }];
}
