import type { FastifyInstance } from 'fastify';
import type { HostPolicy } from '../auth/host-policy.ts';
import { PLAIN_PAGE_POLICY } from './plain-page.ts';

/**
 * Set last, so that a forwarded answer cannot bring its own. `same-origin` and not `no-referrer`: the
 * latter makes browsers send `Origin: null` with our own forms.
 */
const HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

export function addResponseHeaders(app: FastifyInstance, hosts: HostPolicy): void {
  app.addHook('onSend', (request, reply) => {
    reply.headers(HEADERS);
    if (!reply.hasHeader('content-security-policy')) {
      reply.header('content-security-policy', PLAIN_PAGE_POLICY);
    }
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    if (hosts.isHttps(request.headers)) {
      reply.header('strict-transport-security', 'max-age=31536000');
    }
    return Promise.resolve();
  });
}
