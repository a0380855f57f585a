import { addressesUnaskedOver } from './reading/addresses-unasked.ts';
import { auditReading } from './reading/audit.ts';
import { bookingExportOver } from './reading/booking-export.ts';
import { bookingListOver } from './reading/booking-list.ts';
import { bookingPageOver } from './reading/booking-page.ts';
import { calendarOver } from './reading/calendar.ts';
import { clientExportOver } from './reading/client-export.ts';
import { clientPageOver } from './reading/client-page.ts';
import { closuresOver } from './reading/closures.ts';
import { designatedOver } from './reading/designated.ts';
import { linkedOver } from './reading/linked.ts';
import { maintenanceReading } from './reading/maintenance.ts';
import { noticesOver } from './reading/notices.ts';
import { remarksOver } from './reading/remarks.ts';
import { remindableOver } from './reading/remindable.ts';
import { reminderRunsReading } from './reading/reminder-runs.ts';
import { requestsOver } from './reading/requests.ts';
import { resendableOver } from './reading/resendable.ts';
import { sessionsOver } from './reading/sessions.ts';
import { statisticsOver } from './reading/statistics.ts';
import { tasksOver } from './reading/tasks.ts';
import { termsAudienceOver } from './reading/terms-audience.ts';
import { termsVersionsReading } from './reading/terms-versions.ts';
import { toldOver } from './reading/told.ts';
import { windowsOver } from './reading/windows.ts';
import type { Vault } from './scope.ts';

/**
 * What the console's pages read, one module a page. Each read is limited to a centre: another centre's ids are not found.
 * `strict`: for what is sent again, or compared; all others show a text that does not open as unreadable.
 */
export const readsOver = (vault: Vault, strict: Vault) => ({
  resendable: resendableOver(strict),
  addressesUnasked: addressesUnaskedOver(vault),
  audit: auditReading(vault),
  maintenance: maintenanceReading(vault),
  designated: designatedOver(vault),
  termsVersions: termsVersionsReading(vault),
  notices: noticesOver(vault),
  remindable: remindableOver(vault),
  reminderRuns: reminderRunsReading(vault),
  sessions: sessionsOver(vault),
  tasks: tasksOver(vault),
  bookingExport: bookingExportOver(vault),
  calendar: calendarOver(vault),
  closures: closuresOver(vault),
  statistics: statisticsOver(vault),
  bookingList: bookingListOver(vault),
  bookingPage: bookingPageOver(vault),
  clientExport: clientExportOver(vault),
  clientPage: clientPageOver(vault),
  linked: linkedOver(vault),
  remarks: remarksOver(vault),
  requests: requestsOver(vault),
  told: toldOver(vault),
  windows: windowsOver(vault),
  termsAudience: termsAudienceOver(vault),
});

export type Reads = ReturnType<typeof readsOver>;
