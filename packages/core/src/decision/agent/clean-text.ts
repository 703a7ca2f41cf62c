/** Control characters, zero-width and direction marks, tags, private use and half surrogates: nothing a person can read. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;
const SPACES = /\s+/gu;

/** One line of what can be seen. A line break becomes a blank, what hides or turns text round is dropped. */
export function cleanText(text: string): string {
  return text
    .replace(/[\t\n\r]/g, ' ')
    .replace(UNSEEN, '')
    .replace(SPACES, ' ')
    .trim();
}

/** At most `chars` UTF-16 units, never half a character. */
export function cutText(text: string, chars: number): string {
  if (text.length <= chars) return text;
  const cut = text.slice(0, chars);
  const last = cut.charCodeAt(chars - 1);
  return last >= 0xd800 && last <= 0xdbff ? cut.slice(0, -1) : cut;
}

/** More letters of another script than of the Latin one: the answer was asked for in English. */
export function isForeignScript(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return letters > 0 && latin * 2 < letters;
}

/**
 * Marks of text that talks to a model or a machine instead of describing a market. A net with holes by nature: what keeps
 * such text harmless is that no text is ever obeyed; this only gives the attempt a name and stops its decision.
 */
const ORDERS_TO_A_MODEL = [
  /\b(ignore|disregard|forget|override|bypass)\b.{0,40}\b(instructions?|rules?|limits?|prompts?|system|safety)\b/iu,
  /(^|[\s"'`([])(system|assistant|user|developer|human)\s*:/iu,
  /<\/?[a-z!][a-z0-9-]*(\s+[a-z-]+\s*=[^>]*)?\s*\/?>/iu,
  /\[\/?(INST|SYS|SYSTEM)\]|<\|/iu,
  /\b(new|updated?|following) (system )?instructions?\b/iu,
  /\byou (must|are now|have to|should now|will now)\b/iu,
  /\b(always|never) (buy|sell|short|long|hold|go|use|set)\b/iu,
  /\b(https?:\/\/|javascript:)/iu,
  /```/u,
] as const;

export const readsAsInstruction = (text: string): boolean =>
  ORDERS_TO_A_MODEL.some((mark) => mark.test(text));
