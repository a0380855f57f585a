import type { Centre, Office, Service } from '#policy/centre.ts';
import { loadCentres } from '#policy/centres-folder.ts';

/** The centres of the repository, for the tests of the policy. */
const loaded = loadCentres('centres');
if (loaded.kind === 'invalid') throw new Error(JSON.stringify(loaded.problems, null, 2));
export const centres: ReadonlyMap<string, Centre> = loaded.centres;

export function centreOf(id: string): Centre {
  const centre = centres.get(id);
  if (!centre) throw new Error(`no centre ${id}`);
  return centre;
}

export function serviceOf(centreId: string, serviceId?: string): Service {
  const { services } = centreOf(centreId);
  const service = serviceId === undefined ? services[0] : services.find(({ id }) => id === serviceId);
  if (!service) throw new Error(`no service ${serviceId} at ${centreId}`);
  return service;
}

export function officeOf(centreId: string, officeId?: string): Office {
  const { offices } = centreOf(centreId);
  const office = officeId === undefined ? offices[0] : offices.find(({ id }) => id === officeId);
  if (!office) throw new Error(`no office ${officeId} at ${centreId}`);
  return office;
}

/** A service like another, but for some of its values. */
export function serviceWith(changes: Partial<Service>, like = serviceOf('izumo')): Service {
  return { ...like, ...changes };
}

/** The centre's data with its own closures. */
export const closedOn = (...days: string[]): Pick<Centre, 'closures'> => ({ closures: days.map((day) => ({ day })) });
