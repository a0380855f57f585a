import express from 'express';
import type { ConsoleOf } from '../console.ts';
import { bookingPages } from './booking-pages.ts';
import { bookingListPages } from './list-pages.ts';
import { newBookingPages } from './new-pages.ts';

/** Everything below `/bookings`. The new one comes before any with an id. */
export function bookings(of: ConsoleOf): express.Router {
  const router = express.Router({ mergeParams: true });
  router.use(bookingListPages(of), newBookingPages(of), bookingPages(of));
  return router;
}
