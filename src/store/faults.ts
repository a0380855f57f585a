/** What can go wrong with the database as a whole, in words for the person who runs it. Expected outcomes are tagged unions, not these. */
export type StoreFaultCode =
  | 'data-dir-in-use'
  | 'database-not-started'
  | 'no-database-here'
  | 'migration-failed'
  | 'key-missing'
  | 'key-unusable'
  | 'cannot-open'
  | 'turn-misused';

export class StoreFault extends Error {
  readonly code: StoreFaultCode;

  constructor(code: StoreFaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreFault';
    this.code = code;
  }
}
