const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** The environment's address before the file's; undefined: the provider's own. */
export const modelAddress = (
  ofEnvironment: string | undefined,
  ofFile: string | undefined,
): string | undefined => ofEnvironment ?? ofFile;

/** Why the key must not be sent there, in words; empty where it may. */
export function refusalOfAddress(address: string | undefined): string {
  if (address === undefined) return '';
  if (!URL.canParse(address)) return 'the base URL of the model is no address';
  const url = new URL(address);
  if (url.protocol === 'https:') return '';
  const isLocal = url.protocol === 'http:' && LOOPBACK.test(url.hostname);
  return isLocal ? '' : 'the base URL of the model must be https, or http on loopback';
}
