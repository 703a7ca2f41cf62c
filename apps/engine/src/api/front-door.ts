import { fastifyCookie } from '@fastify/cookie';
import type { FastifyError, FastifyInstance } from 'fastify';
import { fastify } from 'fastify';
import type { AuthStore } from '../ports/auth-store.ts';
import type { Clock, Scheduler } from '../ports/clock.ts';
import { addAuthRoutes } from './auth/auth-routes.ts';
import type { HostPolicy } from './auth/host-policy.ts';
import { createHostPolicy, isLoopbackBind } from './auth/host-policy.ts';
import type { Sessions } from './auth/sessions.ts';
import { createSessions } from './auth/sessions.ts';
import { addConsoleProxy } from './console/console-proxy.ts';
import { createContextMaker } from './context-maker.ts';
import type { DecisionsPort } from './decisions-port.ts';
import type { FaultReporter, Logger } from './fault-reporter.ts';
import { createFaultReporter } from './fault-reporter.ts';
import type { Access } from './http/access.ts';
import { addAccessCheck } from './http/access.ts';
import { sendError } from './http/api-error.ts';
import { addBodyParsers } from './http/body-parsers.ts';
import { addLockFormRoute } from './http/lock-form-route.ts';
import { noRouteSchemas } from './http/no-route-schemas.ts';
import { addProbeRoutes } from './http/probe-routes.ts';
import { addResponseHeaders } from './http/response-headers.ts';
import { addTrpcRoute } from './http/trpc-route.ts';
import { LiveHub } from './live/live-hub.ts';
import { SocketDoor } from './live/socket-door.ts';
import type { OperatorPort } from './operator-port.ts';
import type { ResearchPort } from './research-port.ts';
import { addOpenPositionsRoutes } from './rest/open-positions-routes.ts';
import { addStrategyControlRoutes } from './rest/strategy-control-routes.ts';

const MAX_BODY_BYTES = 65_536;
const DEFAULT_CONSOLE_ORIGIN = 'http://127.0.0.1:3001';

export interface FrontDoorOptions {
  /** 0: any free one. */
  readonly port: number;
  readonly host: string;
  /** Names the door answers to besides loopback's. */
  readonly allowedHosts: readonly string[];
  readonly operator: OperatorPort;
  readonly research: ResearchPort;
  readonly decisions: DecisionsPort;
  readonly auth: AuthStore;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** 256 random bits as URL-safe text. */
  readonly randomToken: () => string;
  readonly consoleOrigin?: string;
  readonly logger: Logger;
}

export interface RouteEntry {
  readonly method: string;
  readonly url: string;
  /** Undefined is refused like `session`. */
  readonly access: Access | undefined;
}

/** The one port of the engine. */
export interface FrontDoor {
  readonly url: string;
  readonly port: number;
  /** Consoles attached now. */
  readonly attachedCount: () => number;
  /** Address that signs one browser in, once, within ten minutes. */
  issueLink(): string;
  /** Raw token of a new bearer; it is shown once and not kept. */
  createToken(label: string): string;
  listRoutes(): readonly RouteEntry[];
  close(): Promise<void>;
}

/** The door cannot open; the message is for the operator. */
export class FrontDoorError extends Error {
  override readonly name = 'FrontDoorError';
}

export async function createFrontDoor(options: FrontDoorOptions): Promise<FrontDoor> {
  refuseOpenBind(options);
  const app = fastify({
    // Requests are not logged at all: a sign-in link carries its secret in the address.
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: true,
    schemaController: { compilersFactory: noRouteSchemas },
    routerOptions: { ignoreTrailingSlash: true },
  });
  const routes = recordRoutes(app);
  const hosts = createHostPolicy(() => portOf(app), options.allowedHosts);
  const sessions = createSessions(options);
  const reportFault = createFaultReporter(options.logger);
  const hub = new LiveHub({ ...options, reportFault });
  const makeContext = createContextMaker({ ...options, hub, sessions });
  const sockets = new SocketDoor({ hosts, sessions, makeContext, reportFault });

  addAnswers(app, { hosts, sessions, reportFault });
  addRoutes(app, { ...options, hosts, sessions });
  addTrpcRoute(app, { makeContext, reportFault });
  addConsoleProxy(app, {
    consoleOrigin: options.consoleOrigin ?? DEFAULT_CONSOLE_ORIGIN,
    operator: options.operator,
  });
  sockets.listen(app.server);
  await listen(app, options);
  hub.start();

  const url = `http://${publicName(options)}:${portOf(app)}`;
  return {
    url,
    port: portOf(app),
    attachedCount: () => hub.attachedCount,
    issueLink: () => `${url}/auth/link?token=${sessions.issueLinkSecret()}`,
    createToken: (label) => sessions.createToken(label),
    listRoutes: () => routes,
    close: async () => {
      hub.stop();
      sockets.close();
      await options.scheduler.yield();
      sockets.terminate();
      await app.close();
    },
  };
}

/** The hooks every answer goes through, whichever route it came from. */
function addAnswers(
  app: FastifyInstance,
  options: {
    readonly hosts: HostPolicy;
    readonly sessions: Sessions;
    readonly reportFault: FaultReporter;
  },
): void {
  void app.register(fastifyCookie);
  addBodyParsers(app);
  addAccessCheck(app, options);
  addResponseHeaders(app, options.hosts);
  app.setNotFoundHandler((_request, reply) =>
    sendError(reply, 404, { code: 'ADDRESS_UNKNOWN', message: 'nothing here' }),
  );
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return sendError(reply, status, { code: error.code, message: error.message });
    options.reportFault(error, `${request.method} ${request.routeOptions.url ?? '(no route)'}`);
    return sendError(reply, 500, { code: 'ENGINE_FAULT', message: 'the engine failed to answer' });
  });
}

function addRoutes(
  app: FastifyInstance,
  options: FrontDoorOptions & { readonly hosts: HostPolicy; readonly sessions: Sessions },
): void {
  addAuthRoutes(app, options);
  addProbeRoutes(app, options.operator);
  addStrategyControlRoutes(app, options);
  addOpenPositionsRoutes(app, options.operator);
  addLockFormRoute(app, options);
}

/** Every route with what it asks for, so that a test can walk them all. */
function recordRoutes(app: FastifyInstance): readonly RouteEntry[] {
  const routes: RouteEntry[] = [];
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const name of [method].flat()) routes.push({ method: name, url, access: config?.access });
  });
  return routes;
}

function refuseOpenBind({ host, allowedHosts }: FrontDoorOptions): void {
  if (isLoopbackBind(host) || allowedHosts.length > 0) return;
  throw new FrontDoorError(
    `server.host ${host} is reachable from other machines: name the hosts it may be called by in server.allowed_hosts`,
  );
}

function publicName({ host, allowedHosts }: FrontDoorOptions): string {
  return isLoopbackBind(host) ? 'localhost' : (allowedHosts[0] ?? host);
}

function portOf(app: FastifyInstance): number {
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const LISTEN_FAILURES: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another program: stop it, or choose another with --port',
  EACCES: 'may not be opened by this user: choose one above 1023 with --port',
  EADDRNOTAVAIL: 'cannot be opened: server.host is not an address of this machine',
};

async function listen(app: FastifyInstance, { host, port }: FrontDoorOptions): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    const why = LISTEN_FAILURES[(error as NodeJS.ErrnoException).code ?? ''];
    if (why === undefined) throw error;
    throw new FrontDoorError(`port ${port} on ${host} ${why}`);
  }
}
