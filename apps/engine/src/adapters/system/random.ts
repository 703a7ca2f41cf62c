import { randomBytes, randomInt } from 'node:crypto';

/** URL-safe text with `bytes` bytes of the operating system's randomness. */
export const randomToken = (bytes = 32): string => randomBytes(bytes).toString('base64url');

/** Lower-case letters and digits only, for ids that people read aloud and venues accept. */
export function randomId(length: number): string {
  const letters = '0123456789abcdefghijklmnopqrstuvwxyz';
  return Array.from({ length }, () => letters.charAt(randomInt(letters.length))).join('');
}

/** A seed for what must be random in one run but may not draw from an ambient source, such as jitter. */
export const randomSeed = (): number => randomInt(2 ** 32);
