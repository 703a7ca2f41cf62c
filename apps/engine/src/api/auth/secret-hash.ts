import { createHash } from 'node:crypto';

/**
 * What is stored in place of a link, session or bearer token. Each of them is 256 random bits, so one
 * plain SHA-256 is enough: there is nothing to guess that a slow hash would protect.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
