import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { post } from './server-link.ts';
import { hasNews, type State, type Step } from './state.ts';
import { WORDS } from './words.ts';

type Props = { state: State; tell: (step: Step) => void; onProblem: (problem: string | undefined) => void };

/** Who is chatting, and with which centre. */
export function PeopleList({ state, tell, onProblem }: Props): JSX.Element {
  return (
    <div class="people">
      <h2 class="people-heading">{WORDS.people.centres}</h2>
      {state.centres.length === 0 && <p>{WORDS.people.noCentres}</p>}
      <Choices
        label={WORDS.people.centres}
        choices={state.centres.map((centre) => ({
          id: centre.id,
          name: centre.name,
          news: state.userId !== undefined && hasNews(state, state.userId, centre.id),
        }))}
        chosen={state.centreId}
        onChoose={(centreId) => tell({ name: 'choose-centre', centreId })}
      />
      <h2 class="people-heading">{WORDS.people.heading}</h2>
      <Choices
        label={WORDS.people.heading}
        choices={state.people.map((person) => ({
          id: person.userId,
          name: person.name,
          news: state.centres.some((centre) => hasNews(state, person.userId, centre.id)),
        }))}
        chosen={state.userId}
        onChoose={(userId) => tell({ name: 'choose-person', userId })}
      />
      <NewPerson onProblem={onProblem} />
    </div>
  );
}

function Choices(props: {
  label: string;
  choices: { id: string; name: string; news: boolean }[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}): JSX.Element {
  return (
    <ul class="choices" aria-label={props.label}>
      {props.choices.map((choice) => (
        <li key={choice.id}>
          <button
            type="button"
            class="choice"
            aria-pressed={choice.id === props.chosen}
            onClick={() => props.onChoose(choice.id)}
          >
            <span>{choice.name}</span>
            {choice.news && <span class="news">{WORDS.people.unread}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

function NewPerson({ onProblem }: Pick<Props, 'onProblem'>): JSX.Element {
  const [name, setName] = useState('');
  const [language, setLanguage] = useState('ja');
  const [nameField, languageField] = [useId(), useId()];
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const problem = await post('people', { name, language });
    onProblem(problem);
    if (problem === undefined) setName('');
  };
  return (
    <details class="new-person">
      <summary>{WORDS.people.add}</summary>
      <form class="form-grid" onSubmit={submit}>
        <label for={nameField}>{WORDS.people.name}</label>
        <input
          id={nameField}
          value={name}
          required
          maxLength={40}
          autocomplete="off"
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <label for={languageField}>{WORDS.people.language}</label>
        <select id={languageField} value={language} onChange={(event) => setLanguage(event.currentTarget.value)}>
          {Object.entries(WORDS.people.languages).map(([code, words]) => (
            <option key={code} value={code}>
              {words}
            </option>
          ))}
        </select>
        <button type="submit" class="strong">
          {WORDS.people.save}
        </button>
      </form>
    </details>
  );
}
