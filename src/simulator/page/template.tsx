import type { JSX } from 'preact';
import { ActionButton } from './action-button.tsx';
import type { Action, Template } from './line-message.ts';

/** A template message: buttons, confirm, or a carousel of columns. */
export function TemplateMessage({ template }: { template: Template }): JSX.Element {
  if (template.columns) {
    return (
      <ul class="carousel">
        {template.columns.map((column, index) => (
          <li key={index}>
            <Panel {...column} across={false} />
          </li>
        ))}
      </ul>
    );
  }
  return <Panel {...template} across={template.type === 'confirm'} />;
}

function Panel(props: { title?: string; text?: string; actions?: Action[]; across: boolean }): JSX.Element {
  return (
    <div class="template">
      {props.title && <p class="template-title">{props.title}</p>}
      <p class="template-text">{props.text}</p>
      <div class={props.across ? 'template-actions across' : 'template-actions'}>
        {props.actions?.map((action, index) => (
          <ActionButton key={index} action={action} class="template-action" />
        ))}
      </div>
    </div>
  );
}
