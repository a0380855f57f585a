import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { MeetingCall } from './faults.ts';
import type { MeetingVendor, MeetingWorld } from './world.ts';

export type Fields = Readonly<Record<string, unknown>>;
export const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {});
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A route of a double: what is planned to go wrong goes wrong first, and what may have an effect before it is lost has it. */
export function route(
  world: MeetingWorld,
  vendor: MeetingVendor,
  call: MeetingCall,
  handle: (request: Request, response: Response) => void,
): RequestHandler {
  return (request, response) => {
    const fault = world.note(vendor, call);
    if (!fault) return handle(request, response);
    switch (fault.kind) {
      case 'hang':
        return;
      case 'refuse':
        return void request.socket.destroy();
      case 'drop':
        // The answer is made, and goes nowhere.
        response.end = () => response;
        handle(request, response);
        return void request.socket.destroy();
      case 'status':
        if (fault.retryAfter !== undefined) response.set('retry-after', fault.retryAfter);
        return void response.status(fault.status).json({ code: fault.status, message: fault.message ?? 'planned' });
    }
  };
}

/** Only with a token that this double has given. */
export const bearer =
  (world: MeetingWorld): RequestHandler =>
  (request: Request, response: Response, next: NextFunction) => {
    const token = /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1];
    if (token !== undefined && world.tokens.has(token)) return next();
    response.status(401).json({ code: 124, message: 'Invalid access token.' });
  };
