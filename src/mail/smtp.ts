import { createTransport } from 'nodemailer';
import type { Carried, Carrier, Letter } from './carrier.ts';

type Smtp = {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  url: string;
  /** What mails are from: an address, or `name <address>`. */
  from: string;
  /** How long a step of the dialogue with the server may take, in milliseconds. */
  timeoutMs?: number;
};

const CONNECTIONS = 2;
/** Look-up, connection, greeting, EHLO, STARTTLS, EHLO, three of signing in, sender, recipient, DATA, the text and its answer; and a margin. */
const STEPS = 16;

/** Mails by an SMTP server. Every step has a time-out: the library's own are minutes. */
export function smtpCarrier({ url, from, timeoutMs = 10_000 }: Smtp): Carrier {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS,
    dnsTimeout: timeoutMs,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // A text of ours is a text, never a file or a page to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    width: CONNECTIONS,
    mostSeconds: (timeoutMs / 1000) * STEPS,
    async carry({ id, to, subject, text }: Letter): Promise<Carried> {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${id}@madoguchi.invalid>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
        return { kind: 'sent' };
      } catch (fault) {
        return troubleIn(fault);
      }
    },
    async close() {
      transport.close();
    },
  };
}

/** An SMTP answer of 5xx to the recipient or the text is final; everything else may pass. The server's words may quote the address. */
function troubleIn(fault: unknown): Carried {
  const { code, responseCode } = (fault ?? {}) as { code?: unknown; responseCode?: unknown };
  const why = typeof responseCode === 'number' ? `SMTP ${responseCode}` : typeof code === 'string' ? code : 'unknown';
  const final = code !== 'EAUTH' && typeof responseCode === 'number' && responseCode >= 500;
  return { kind: final ? 'failed' : 'later', why };
}
