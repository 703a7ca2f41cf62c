import { hashText } from '@quarterdeck/core/kernel/rng';

export interface PlacedKey {
  readonly key: string;
  /** In the list of the object's own order. */
  readonly place: number;
  /** 32 bits of the key. */
  readonly mark: number;
  /** As it stands before its value in a text. */
  readonly head: string;
}

/** The keys of one kind of object, and the order in which they are read. */
export interface KeyOrder {
  /** As the object lists them. */
  readonly keys: readonly string[];
  /** By the alphabet. */
  readonly sorted: readonly PlacedKey[];
}

/** More kinds than an engine's records have: a program that makes up keys is not remembered for ever. */
const MAX_KINDS = 2_000;
const kindsByFirstKey = new Map<string, KeyOrder[]>();
let kindCount = 0;

/** Keys are interned by the machine: comparing two of them is comparing two addresses. */
function isSame(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  for (let at = 0; at < left.length; at += 1) if (left[at] !== right[at]) return false;
  return true;
}

function orderOf(keys: readonly string[]): KeyOrder {
  const placed = keys.map((key, place) => ({
    key,
    place,
    mark: hashText(key),
    head: `${JSON.stringify(key)}:`,
  }));
  return { keys, sorted: placed.sort((left, right) => (left.key < right.key ? -1 : 1)) };
}

/** Records of one kind list their keys in the same order: sorting them once is enough. */
export function keyOrderOf(keys: readonly string[]): KeyOrder {
  const firstKey = keys[0] ?? '';
  const known = kindsByFirstKey.get(firstKey);
  if (known !== undefined) {
    for (const kind of known) if (isSame(kind.keys, keys)) return kind;
  }
  if (kindCount >= MAX_KINDS) {
    kindsByFirstKey.clear();
    kindCount = 0;
  }
  const kind = orderOf(keys);
  kindCount += 1;
  kindsByFirstKey.set(firstKey, [...(kindsByFirstKey.get(firstKey) ?? []), kind]);
  return kind;
}
