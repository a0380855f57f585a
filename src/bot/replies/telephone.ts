import type { Office } from '#policy/centre.ts';
import { extensionInWords, isPhoneStaffed, phoneHoursInWords, phoneInWords, telUri } from '#policy/phone.ts';
import { choice, officesOf } from './parts.ts';
import type { Button, Row } from './reply.ts';
import { type Scene, text } from './scene.ts';

/** A phone number as it always stands: in words with its hours, as a call button, and beside it "I cannot use the phone". */
export type Telephone = { rows: Row[]; body: string[]; buttons: Button[] };

/** The office's number; those of all offices where the conversation is not about one of them. */
export function telephone(scene: Scene, office?: Office): Telephone {
  const offices = office ? [office] : officesOf(scene);
  return {
    rows: offices.length === 1 ? offices.flatMap((it) => rowsOf(scene, it)) : offices.map((it) => rowOf(scene, it)),
    body: [...extensions(scene, offices), ...closed(scene, offices)],
    buttons: [...offices.map((it) => callButton(scene, it, offices.length > 1)), cannotUsePhone(scene)],
  };
}

export const cannotUsePhone = ({ words }: Scene): Button => choice('cannot-use-phone', words.buttons.cannotUsePhone);

const rowsOf = (scene: Scene, office: Office): Row[] => [
  { label: scene.words.labels.phone, value: phoneInWords(office.phone.value, scene.language) },
  { label: scene.words.labels.hours, value: phoneHoursInWords(office, scene.language) },
];

const rowOf = (scene: Scene, office: Office): Row => ({
  label: text(scene, office.name),
  value: scene.words.telephone.officeAndHours(
    phoneInWords(office.phone.value, scene.language),
    phoneHoursInWords(office, scene.language),
  ),
});

/** With several offices each button names its own; the number comes first, since a label that is too long loses its end. */
function callButton(scene: Scene, office: Office, named: boolean): Button {
  const { call, callOffice } = scene.words.buttons;
  const { number } = office.phone.value;
  const label = named ? callOffice(number, text(scene, office.name)) : call(number);
  return { kind: 'call', label, uri: telUri(office.phone.value) };
}

const extensions = (scene: Scene, offices: readonly Office[]): string[] =>
  offices.flatMap((office) => extensionInWords(office.phone.value, scene.language) ?? []);

const closed = (scene: Scene, offices: readonly Office[]): string[] =>
  offices.some((office) => isPhoneStaffed(office, scene.centre, scene.now)) ? [] : [scene.words.telephone.closedNow];
