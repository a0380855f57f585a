import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Our own scripts, styles and fonts, and nothing from elsewhere or within the page. Transport security is left to the host that ends TLS. */
export const consoleHeaders: RequestHandler[] = [
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: false,
  }),
  (_request, response, next) => {
    response.set({ 'X-Robots-Tag': 'noindex', 'Cache-Control': 'no-store' });
    next();
  },
];
