import express from 'express';

/**
 * Addresses that only take forms, and the page on which each form stands. They are read when somebody comes back to the answer of a
 * form, loads it again, or signs in after a form came too late. Below `/console/:centreId`; before the pages, whose patterns are wider.
 */
export const FORM_ADDRESSES: readonly (readonly [address: string, page: string])[] = [
  ['/tasks/:id', '/today'],
  ['/bookings/search', '/bookings'],
  ['/bookings/new/find', '/bookings/new'],
  ['/bookings/:id/:act', '/bookings/:id'],
  ['/clients/search', '/clients'],
  ['/clients/:id/:act', '/clients/:id'],
  ['/linking/:id/search', '/linking/:id'],
  ['/linking/:id/links/:link/end', '/clients/:id'],
  ['/calendar/open', '/calendar'],
  ['/calendar/slot/:act', '/calendar'],
  ['/calendar/closures/end', '/calendar/closures'],
  ['/reminders/preview', '/reminders'],
  ['/notices/:id/resend', '/notices'],
  ['/certification/:id/:act', '/certification/:id'],
  ['/terms/:id/:act', '/terms/:id'],
  ['/maintenance/:id/withdraw', '/maintenance'],
  ['/staff/invitations/:id/withdraw', '/staff'],
  ['/staff/:id/:act', '/staff/:id'],
];

export function formAddresses(): express.Router {
  const router = express.Router({ mergeParams: true });
  for (const [address, page] of FORM_ADDRESSES) {
    router.get(address, (request, response) => {
      const { centreId, id } = request.params;
      response.redirect(303, `/console/${centreId}${page.replace(':id', () => encodeURIComponent(String(id)))}`);
    });
  }
  return router;
}
