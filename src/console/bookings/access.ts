import { type Html, html } from '#pages/html.ts';
import type { MeetingAccess } from '#store/store.ts';
import { definitions } from '../shell/components.ts';
import { todayWords } from '../words/today.ts';

/** How to get into the meeting, folded away: it is not for everybody who passes by the screen. */
export const accessFolded = (access: MeetingAccess, open = false): Html => html`
  <details class="access" open=${open}>
    <summary>${todayWords.access.show}</summary>
    ${accessList(access)}
  </details>
`;

export const accessList = ({ meetingId, passcode, url }: MeetingAccess): Html =>
  definitions([
    [todayWords.access.meetingId, meetingId],
    [todayWords.access.passcode, passcode],
    [todayWords.access.url, url],
  ]);
