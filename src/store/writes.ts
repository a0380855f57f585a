import type { Vault } from './scope.ts';
import { addressesOver } from './writing/addresses.ts';
import { alertsOver } from './writing/alerts.ts';
import { clientRecordsOver } from './writing/client-records.ts';
import { closuresOver } from './writing/closures.ts';
import { exportsOver } from './writing/exports.ts';
import { maintenanceOver } from './writing/maintenance.ts';
import { remarksOver } from './writing/remarks.ts';
import { reminderRunsOver } from './writing/reminder-runs.ts';
import { slotsOver } from './writing/slots.ts';
import { termsVersionsWriting } from './writing/terms-versions.ts';

/** What the console's pages write beside the turns, one module a page: each with its audit row, in one statement or transaction. */
export const writesOver = (vault: Vault) => ({
  termsVersions: termsVersionsWriting(vault),
  addresses: addressesOver(vault),
  alerts: alertsOver(vault),
  clientRecords: clientRecordsOver(vault),
  closures: closuresOver(vault),
  exports: exportsOver(vault),
  reminderRuns: reminderRunsOver(vault),
  remarks: remarksOver(vault),
  maintenance: maintenanceOver(vault),
  slots: slotsOver(vault),
});

export type Writes = ReturnType<typeof writesOver>;
