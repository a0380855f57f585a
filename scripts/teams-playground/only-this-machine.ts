// Loaded into the playground before its own code (`node --import`). Its sign-in, its telemetry and a look for Azure's own machines would reach out, and
// it would listen on every network of the machine, with no password before the chat: this keeps all of it on this machine.
import net from 'node:net';

const LOOPBACK = '127.0.0.1';
const { connect } = net.Socket.prototype;
const { listen } = net.Server.prototype;

const isHere = (host: unknown): boolean =>
  typeof host !== 'string' || host === '' || host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

/** The host of `connect`'s many forms: options, (port, host), or an array of either that Node has sorted already. */
function hostIn(args: readonly unknown[]): unknown {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  return typeof first === 'object' && first !== null && 'host' in first
    ? first.host
    : typeof first === 'number'
      ? second
      : undefined;
}

function connectHere(this: net.Socket, ...args: unknown[]): net.Socket {
  if (isHere(hostIn(args))) return Reflect.apply(connect, this, args);
  // Later, as a real refusal comes: who asked for it may still be setting the socket up.
  process.nextTick(() => this.destroy(new Error('the playground stays on this machine')));
  return this;
}

function listenHere(this: net.Server, ...args: unknown[]): net.Server {
  const [port, host, ...rest] = args;
  const everywhere = typeof port === 'number' && typeof host !== 'string';
  return Reflect.apply(listen, this, everywhere ? [port, LOOPBACK, host, ...rest] : args);
}

Object.assign(net.Socket.prototype, { connect: connectHere });
Object.assign(net.Server.prototype, { listen: listenHere });
