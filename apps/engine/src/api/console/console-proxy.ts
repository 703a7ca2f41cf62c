import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fastifyHttpProxy } from '@fastify/http-proxy';
import type { FastifyInstance, FastifyReply } from 'fastify';
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
  'host',
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
  'content-security-policy',
  'keep-alive',
  'server',
  'set-cookie',
  'strict-transport-security',
  'transfer-encoding',
  'x-powered-by',
]);
const BUILD_FILES = '/_next/';

export interface ConsoleProxyOptions {
  /** Address of the console process, for example `http://127.0.0.1:3001`. */
  readonly consoleOrigin: string;
  readonly operator: OperatorPort;
}

/** Pages come from the console process, and only by reading: acts go to the engine itself. */
export function addConsoleProxy(
  app: FastifyInstance,
  { consoleOrigin, operator }: ConsoleProxyOptions,
): void {
  void app.register(fastifyHttpProxy, {
    upstream: consoleOrigin,
    httpMethods: ['GET', 'HEAD'],
    proxyPayloads: false,
    config: { access: 'session' },
    disableRequestLogging: true,
    replyOptions: {
      rewriteRequestHeaders: (request, headers) => forwardedHeaders(request.url, headers),
      rewriteHeaders: (headers) => without(headers, DROPPED),
      onResponse: (request, reply, response) => {
        const body = (response as unknown as { readonly stream: Readable }).stream;
        if (!isPage(reply.getHeader('content-type'))) void reply.send(body);
        else void sendPage(reply as FastifyReply, body, request.headers.host ?? '');
      },
      onError: (reply) => {
        const page = renderConsoleDownPage(operator.consoleState());
        void reply.code(502).type('text/html; charset=utf-8').send(page);
      },
    },
  });
}

/** Pages travel uncompressed over loopback, since their scripts have to be read; build files need not. */
function forwardedHeaders(
  url: string,
  headers: { readonly [name: string]: string | string[] | undefined },
): IncomingHttpHeaders {
  const isBuildFile = url.startsWith(BUILD_FILES);
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => FORWARDED.has(name) || (isBuildFile && name === 'accept-encoding'),
    ),
  );
}

function without(
  headers: { readonly [name: string]: string | string[] | undefined },
  names: ReadonlySet<string>,
): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.has(name)));
}

function isPage(contentType: unknown): boolean {
  return typeof contentType === 'string' && contentType.includes('text/html');
}

async function sendPage(reply: FastifyReply, body: Readable, host: string): Promise<void> {
  try {
    const html = await text(body);
    reply.removeHeader('content-length');
    reply.header('content-security-policy', consolePagePolicy(html, host));
    reply.header('cache-control', 'no-store');
    await reply.send(html);
  } catch (error) {
    await reply.send(error);
  }
}
