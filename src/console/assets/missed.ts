/** Said on the document when something that was to be fetched anew could not be: the line of events then has it fetched at its next word. */
export const MISSED = 'console:missed';
