import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * For every answer of ours: our own style, fonts and forms and nothing else; no script at all; no frame around us; no address of
 * ours passed on, since tokens stand in them. Transport security is left to the host that ends TLS.
 */
export const pageHeaders: RequestHandler[] = [
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: false,
  }),
  (_req, res, next) => {
    res.set('X-Robots-Tag', 'noindex');
    next();
  },
];

/** What only the holder of a token may see is kept nowhere on the way. */
export const neverStored: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'no-store');
  next();
};
