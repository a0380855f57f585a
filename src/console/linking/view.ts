/** `id`: the record that would be kept. */
export const addressOfLinking = (centreId: string, id: string): string => `/console/${centreId}/linking/${id}`;

/** Both records side by side. */
export const addressOfPair = (centreId: string, id: string, other: string): string =>
  `${addressOfLinking(centreId, id)}/with/${other}`;

export const addressOfLink = (centreId: string, id: string, linkId: string): string =>
  `${addressOfLinking(centreId, id)}/links/${linkId}`;
