import type { ErrorRequestHandler } from 'express';
import type { Log } from '#bot/parts.ts';
import { refuse } from './refusal.ts';

/** In words of our own: a fault's message may quote what somebody typed. */
export const faults =
  (log: Log): ErrorRequestHandler =>
  (fault: unknown, _request, response, _next) => {
    // Whoever closed the page, or broke off a download, has failed at nothing.
    if (leftEarly(fault)) return;
    const status =
      typeof fault === 'object' && fault !== null && 'status' in fault && typeof fault.status === 'number' ? fault.status : 500;
    if (status >= 500) log.error({ why: fault instanceof Error ? fault.name : 'unknown' }, 'a console page failed');
    // What has begun cannot be taken back, only broken off; Express's own handler would print the fault.
    if (response.headersSent) response.destroy();
    else refuse(response, status, status >= 500 ? 'fault' : 'unreadable');
  };

const leftEarly = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && fault.code === 'ERR_STREAM_PREMATURE_CLOSE';
