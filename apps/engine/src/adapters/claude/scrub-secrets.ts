const PATTERNS: readonly RegExp[] = [
  /\bbearer\s+[^\s"',;]+/gi,
  /\bx-api-key["']?\s*[:=]\s*["']?[^\s"',;]+/gi,
  /\bsk-ant-[\w-]+/g,
];
const MAX_LENGTH = 300;
const HIDDEN = '[hidden]';

/** A text of the outside made fit for logs and records: one line, short, without the key or any bearer token. */
export function scrubSecrets(text: string, apiKey: string): string {
  let clean = apiKey === '' ? text : text.replaceAll(apiKey, HIDDEN);
  for (const pattern of PATTERNS) clean = clean.replace(pattern, HIDDEN);
  // Cut last: half of a key must not survive because the other half was cut away.
  return clean
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, MAX_LENGTH);
}
