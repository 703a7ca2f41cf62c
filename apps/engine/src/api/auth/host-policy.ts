import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];
const LOOPBACK_BINDS = new Set(['localhost', '127.0.0.1', '::1']);

export interface HostPolicy {
  /** Whether the request names a host of ours. A page that rebinds its own name to this machine does not. */
  isOurHost(headers: IncomingHttpHeaders): boolean;
  /** Whether the Origin header is exactly the address this request was sent to. */
  isOurOrigin(headers: IncomingHttpHeaders): boolean;
  isHttps(headers: IncomingHttpHeaders): boolean;
}

/**
 * Loopback names answer with the real port. A configured name answers with the port it states; without
 * one, bare (behind a proxy) and with the real port. The port is asked for each time: it is not known
 * before the server listens.
 */
export function createHostPolicy(
  portOf: () => number,
  allowedHosts: readonly string[],
): HostPolicy {
  const configured = allowedHosts.map((entry) => entry.toLowerCase());
  const isLoopback = (host: string): boolean =>
    LOOPBACK_NAMES.some(
      // Browsers leave the port out when it is the scheme's own.
      (name) => host === `${name}:${portOf()}` || (portOf() === 80 && host === name),
    );
  const isConfigured = (host: string): boolean =>
    configured.some((entry) => host === entry || host === `${entry}:${portOf()}`);
  // Only a proxy in front of a configured name may say that the outside is https.
  const isHttps = (headers: IncomingHttpHeaders): boolean =>
    isConfigured(hostOf(headers)) && headers['x-forwarded-proto'] === 'https';
  return {
    isOurHost: (headers) => isLoopback(hostOf(headers)) || isConfigured(hostOf(headers)),
    isOurOrigin: (headers) =>
      headers.origin === `${isHttps(headers) ? 'https' : 'http'}://${hostOf(headers)}`,
    isHttps,
  };
}

function hostOf(headers: IncomingHttpHeaders): string {
  return headers.host?.toLowerCase() ?? '';
}

export function isLoopbackBind(host: string): boolean {
  return LOOPBACK_BINDS.has(host);
}
