import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Action } from './line-message.ts';

/** What a press on a button of a message does; the phone provides it. `disabled`: the person cannot write now. */
export type Pressing = { press: (action: Action) => void; disabled: boolean };

export const PressingContext = createContext<Pressing>({ press: () => undefined, disabled: true });
export const usePressing = (): Pressing => useContext(PressingContext);

/** The number of a `tel:` address in the form people read: 0853-21-8609 41# . */
export const numberOf = (uri: string): string => decodeURIComponent(uri.slice('tel:'.length)).replaceAll(',', ' ').trim();
