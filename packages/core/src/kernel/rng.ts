/** Seeded source of randomness; the only one core knows. */
export interface Rng {
  /** Uniform in [0, 1). */
  next(): number;
  /** Standard normal. */
  gaussian(): number;
  /** Exponential with mean 1. */
  exponential(): number;
  /** An independent stream, so that adding a consumer does not shift the draws of another. */
  fork(label: string): Rng;
}

/** FNV-1a, 32 bit: turns a label into a seed. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Spreads one 32-bit seed over the generator's state (murmur3 finaliser). */
function createSeeder(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
}

/** sfc32 (Chris Doty-Humphrey, PractRand): passes its author's full test battery, four words of state. */
export function createRng(seed: number): Rng {
  const draw = createSeeder(seed);
  let a = draw();
  let b = draw();
  let c = draw();
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 0x1_0000_0000;
  };
  for (let warm = 0; warm < 12; warm += 1) next();
  return {
    next,
    // Box-Muller; 1 - next() keeps the logarithm away from zero.
    gaussian: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    exponential: () => -Math.log(1 - next()),
    fork: (label) => createRng((hashText(label) ^ Math.imul(seed, 0x9e3779b1)) >>> 0),
  };
}
