import type { CentreOutline, ServiceOutline } from '#machines/flow.ts';
import type { Centre, Service, Terms } from '#policy/centre.ts';

/** What the flows need to know of a centre file. */
export function outlineOf(centre: Centre): CentreOutline {
  return {
    offices: centre.offices.map(({ id }) => id),
    profileEntry: centre.profileEntry,
    services: centre.services.map((service) => outlineOfService(service, centre.terms)),
  };
}

function outlineOfService(service: Service, terms: readonly Terms[]): ServiceOutline {
  return {
    id: service.id,
    termsId: service.terms,
    directed: service.access.value === 'designated',
    meetingApp: terms.find(({ id }) => id === service.terms)?.meetingApp !== undefined,
    questions: service.eligibility.map(({ id, answers }) => ({
      id,
      answers: answers.map((answer) => ({ id: answer.id, eligible: answer.eligible, note: answer.note !== undefined })),
    })),
    asks: service.ask.map(({ field }) => field),
    noneYet: service.ask.some((asked) => asked.field === 'job-seeker-number' && asked.noneYet),
    // Who books when the office directs cannot ask for other times here.
    otherTimes: service.otherTimes.value && service.access.value !== 'designated',
  };
}
