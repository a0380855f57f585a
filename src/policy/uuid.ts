const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What came from outside may name anything; the database only knows UUIDs, and anything else would be a fault in it. */
export const isUuid = (text: string): boolean => UUID.test(text);
