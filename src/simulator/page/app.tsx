import type { JSX } from 'preact';
import { useEffect, useReducer, useState } from 'preact/hooks';
import { ClockPanel } from './clock-panel.tsx';
import { Inspector } from './inspector.tsx';
import { MailPanel } from './mail-panel.tsx';
import { PeopleList } from './people-list.tsx';
import { Phone } from './phone.tsx';
import { listen, post } from './server-link.ts';
import { sessionDayIn } from './session-day.ts';
import { nextState, openChat, START } from './state.ts';
import { WORDS } from './words.ts';

type Tab = keyof typeof WORDS.tabs;
const TABS = Object.keys(WORDS.tabs) as Tab[];

/** The whole page: people, phone, record and clock side by side, or behind tabs where the screen is narrow. */
export function App(): JSX.Element {
  const [state, tell] = useReducer(nextState, START);
  const [tab, setTab] = useState<Tab>('talk');
  const [problem, setProblem] = useState<string>();
  useEffect(() => listen(tell), []);

  const chat = openChat(state);
  const person = state.people.find((one) => one.userId === state.userId);
  const centre = state.centres.find((one) => one.id === state.centreId);
  const send = async (path: string, body: unknown): Promise<void> => setProblem(await post(path, body));

  return (
    <div class={`app tab-${tab}`}>
      <header class="top">
        <h1>{WORDS.title}</h1>
        <nav aria-label={WORDS.panels}>
          {TABS.map((name) => (
            <button type="button" class="tab" key={name} aria-pressed={tab === name} onClick={() => setTab(name)}>
              {WORDS.tabs[name]}
            </button>
          ))}
        </nav>
      </header>
      <div class="notices" role="status">
        {state.connection === 'lost' && <p>{WORDS.disconnected}</p>}
        {problem && <p>{problem}</p>}
      </div>
      {state.connection === 'starting' ? (
        <main>
          <p>{WORDS.connecting}</p>
        </main>
      ) : (
        <main>
          <div class="panel panel-people">
            <PeopleList
              state={state}
              tell={(step) => {
                tell(step);
                setTab('talk');
              }}
              onProblem={setProblem}
            />
          </div>
          <div class="panel panel-talk">
            {chat && person && centre && (
              <Phone
                key={`${person.userId} ${centre.id}`}
                chat={chat}
                person={person}
                centre={centre}
                onAct={(act) => void send('acts', { userId: person.userId, centreId: centre.id, act })}
              />
            )}
          </div>
          <div class="panel panel-clock">
            <ClockPanel
              now={state.now}
              sessionDay={sessionDayIn(chat?.messages ?? [], state.now)}
              onMove={(move) => void send('clock', move)}
            />
          </div>
          <div class="panel panel-mail">
            <MailPanel mails={state.mails} />
          </div>
          <div class="panel panel-log">
            <Inspector log={state.log} onClear={() => tell({ name: 'clear-log' })} />
          </div>
        </main>
      )}
    </div>
  );
}
