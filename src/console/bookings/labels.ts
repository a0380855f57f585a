import type { Centre } from '#policy/centre.ts';
import { NONE } from '#policy/no-value.ts';
import type { Client } from '#store/store.ts';
import { peopleWords } from '../words/people.ts';

/** Names of things by their ids; an id that the centre file no longer has stands for itself. */

export const officeName = (centre: Centre, id: string): string => centre.offices.find((it) => it.id === id)?.name.ja ?? id;

export const serviceName = (centre: Centre, id: string): string => centre.services.find((it) => it.id === id)?.name.ja ?? id;

export const clientName = ({ profile }: Client): string => profile?.name ?? peopleWords.erased;

/** What a client entered; undefined where they said that there is none. */
export const entered = (value: string | undefined): string | undefined => (value === NONE || value === '' ? undefined : value);

export const numberOf = ({ profile }: Client): string | undefined => entered(profile?.jobSeekerNumber);

export const phoneOf = ({ profile }: Client): string | undefined => entered(profile?.phone);
