import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { renderConsoleDownPage } from '../http/console-down-page.ts';
import type { OperatorPort } from '../operator-port.ts';
import { consolePagePolicy } from './console-page-policy.ts';

/**
 * What the console process may learn of a request. Neither cookie nor token is among it, and none of the
 * internal headers by which a framework can be talked into skipping steps.
 */
const FORWARDED = new Set([
  'accept',
  'accept-language',
  'if-modified-since',
  'if-none-match',
  'next-router-prefetch',
  'next-router-segment-prefetch',
  'next-router-state-tree',
  'next-url',
  'range',
  'rsc',
  'user-agent',
]);
const DROPPED = new Set([
  'connection',
  'content-security-policy',
  'keep-alive',
  'server',
  'set-cookie',
  'strict-transport-security',
  'transfer-encoding',
  'x-powered-by',
]);
const BUILD_FILES = '/_next/';
/** A console that is silent for this long is down. */
const SILENT_MS = 30_000;

export interface ConsoleProxyOptions {
  /** Address of the console process, for example `http://127.0.0.1:3001`. */
  readonly consoleOrigin: string;
  readonly operator: OperatorPort;
}

/**
 * Pages come from the console process, and only by reading: acts go to the engine itself. By Node's own client: the
 * proxy library loads an HTTP client of its own, which took a tenth of a start.
 */
export function addConsoleProxy(
  app: FastifyInstance,
  { consoleOrigin, operator }: ConsoleProxyOptions,
): void {
  app.route({
    method: ['GET', 'HEAD'],
    url: '/*',
    config: { access: 'session' },
    handler: async (request, reply) => {
      let answer: IncomingMessage;
      try {
        answer = await askConsole(consoleOrigin, request, reply);
      } catch {
        const page = renderConsoleDownPage(operator.consoleState());
        return reply.code(502).type('text/html; charset=utf-8').send(page);
      }
      void reply.code(answer.statusCode ?? 502).headers(without(answer.headers, DROPPED));
      return isPage(answer) ? sendPage(request, reply, answer) : reply.send(answer);
    },
  });
}

/** Whatever address was asked for, only its path counts: it goes to the console process and nowhere else. */
function askConsole(
  consoleOrigin: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<IncomingMessage> {
  const { pathname, search } = new URL(request.url, consoleOrigin);
  return new Promise((resolve, reject) => {
    const asked = httpRequest(
      consoleOrigin,
      {
        method: request.method,
        path: `${pathname}${search}`,
        headers: forwardedHeaders(pathname, request.headers),
        // One connection a request: one kept open may be closed from the other side just as it is used.
        agent: false,
        timeout: SILENT_MS,
      },
      resolve,
    );
    asked.on('error', reject);
    asked.on('timeout', () => asked.destroy(new Error('the console process is silent')));
    // Who asked has gone.
    reply.raw.once('close', () => asked.destroy());
    asked.end();
  });
}

/** Pages travel uncompressed over loopback, since their scripts have to be read; build files need not. */
function forwardedHeaders(path: string, headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const isBuildFile = path.startsWith(BUILD_FILES);
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => FORWARDED.has(name) || (isBuildFile && name === 'accept-encoding'),
    ),
  );
}

function without(headers: IncomingHttpHeaders, names: ReadonlySet<string>): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.has(name)));
}

/** Only plain text can be read for its scripts; what was asked for compressed is a build file, or says it is none. */
const isPage = ({ headers }: IncomingMessage): boolean =>
  headers['content-type']?.includes('text/html') === true &&
  headers['content-encoding'] === undefined;

async function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: IncomingMessage,
): Promise<FastifyReply> {
  const html = await text(answer);
  reply.removeHeader('content-length');
  reply.header('content-security-policy', consolePagePolicy(html, request.headers.host ?? ''));
  reply.header('cache-control', 'no-store');
  return reply.send(html);
}
