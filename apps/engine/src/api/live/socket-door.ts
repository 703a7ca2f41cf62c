import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { CreateWSSContextFnOptions } from '@trpc/server/adapters/ws';
import { applyWSSHandler } from '@trpc/server/adapters/ws';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { HostPolicy } from '../auth/host-policy.ts';
import type { Identity } from '../auth/identity.ts';
import { identify, NOBODY } from '../auth/identity.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { ContextMaker } from '../context-maker.ts';
import type { FaultReporter } from '../fault-reporter.ts';
import type { ClientPipe } from './client-pipe.ts';
import { appRouter } from '../router.ts';
import { wireEncoder } from './wire-encoder.ts';

const MAX_SOCKETS = 200;
/** Of one message to us: commands are small. */
const MAX_MESSAGE_BYTES = 65_536;
const CLOSE_GOING_AWAY = 1001;
const UNAVAILABLE = '503 Service Unavailable';

export interface SocketDoorOptions {
  readonly hosts: HostPolicy;
  readonly sessions: Sessions;
  readonly makeContext: ContextMaker;
  readonly reportFault: FaultReporter;
}

/** Takes every upgrade of the server: none reaches the console process. */
export class SocketDoor {
  readonly #options: SocketDoorOptions;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  readonly #identities = new WeakMap<IncomingMessage, Identity>();
  readonly #trpc: ReturnType<typeof applyWSSHandler>;

  constructor(options: SocketDoorOptions) {
    this.#options = options;
    this.#trpc = applyWSSHandler({
      wss: this.#sockets,
      router: appRouter,
      experimental_encoder: wireEncoder,
      keepAlive: { enabled: true },
      createContext: ({ req, res }: CreateWSSContextFnOptions) =>
        options.makeContext({
          identity: this.#identities.get(req) ?? NOBODY,
          pipe: pipeOf(res as WebSocket),
          onSignedOut: () => undefined,
        }),
      onError: ({ error, path }) => {
        if (error.code === 'INTERNAL_SERVER_ERROR') options.reportFault(error, `ws ${path ?? ''}`);
      },
    });
  }

  listen(server: Server): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      // Node takes its own listener off an upgraded socket: without one, a reset by the peer ends the process.
      socket.on('error', () => socket.destroy());
      const identity = this.#identify(request);
      const refusal = identity === undefined ? UNAVAILABLE : this.#refusal(request, identity);
      if (identity === undefined || refusal !== undefined) {
        socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
        return;
      }
      this.#identities.set(request, identity);
      this.#sockets.handleUpgrade(request, socket, head, (client) => {
        this.#sockets.emit('connection', client, request);
      });
    });
  }

  close(): void {
    this.#trpc.broadcastReconnectNotification();
    for (const client of this.#sockets.clients) {
      client.close(CLOSE_GOING_AWAY, 'the engine stops');
      // Nobody waits for a client's goodbye: one that does not read would hold the engine up.
      if (client.bufferedAmount > 0) client.terminate();
    }
    this.#sockets.close();
  }

  terminate(): void {
    for (const client of this.#sockets.clients) client.terminate();
  }

  /** Undefined: sessions cannot be read now, so nobody can be told from anybody. */
  #identify(request: IncomingMessage): Identity | undefined {
    try {
      return identify(request.headers, this.#options.sessions);
    } catch (error) {
      this.#options.reportFault(error, 'ws upgrade');
      return undefined;
    }
  }

  #refusal(request: IncomingMessage, identity: Identity): string | undefined {
    const { headers, url = '' } = request;
    const { hosts } = this.#options;
    if (!hosts.isOurHost(headers)) return '421 Misdirected Request';
    if (!isOriginAllowed(request, { hosts, identity })) return '403 Forbidden';
    if (identity.kind === 'nobody') return '401 Unauthorized';
    if (!/^\/trpc\/?(\?|$)/.test(url)) return '404 Not Found';
    if (this.#sockets.clients.size >= MAX_SOCKETS) return UNAVAILABLE;
    return undefined;
  }
}

/** A browser always names the page that opens a socket, so its absence means a script, which needs a token. */
function isOriginAllowed(
  { headers }: IncomingMessage,
  { hosts, identity }: { readonly hosts: HostPolicy; readonly identity: Identity },
): boolean {
  return headers.origin === undefined ? identity.kind === 'token' : hosts.isOurOrigin(headers);
}

function pipeOf(client: WebSocket): ClientPipe {
  return {
    bufferedBytes: () => client.bufferedAmount,
    cut: (code, reason) => {
      client.close(code, reason);
      // A client that does not read never answers the goodbye: its memory goes now.
      client.terminate();
    },
  };
}
