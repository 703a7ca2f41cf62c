import { createHash } from 'node:crypto';

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/gi;

/**
 * Content-Security-Policy of one console page. Its inline scripts come from the build, and the process
 * that serves them holds nobody's text, so each is admitted by its hash; a script that reaches the page
 * in any other way does not run. Styles stay open: the component library sets them inline.
 */
export function consolePagePolicy(html: string, host: string): string {
  const hashes = [...html.matchAll(INLINE_SCRIPT)].map(([, script]) => `'sha256-${hash(script)}'`);
  return [
    "default-src 'self'",
    ["script-src 'self'", ...new Set(hashes)].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    // Named as well: not every browser counts a WebSocket to the own address as 'self'.
    `connect-src 'self' ws://${host} wss://${host}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function hash(script: string | undefined): string {
  return createHash('sha256')
    .update(script ?? '')
    .digest('base64');
}
