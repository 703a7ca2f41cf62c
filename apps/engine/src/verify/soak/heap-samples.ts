import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const MB = 1_048_576;
/** What a heap of this size moves by from one collection to the next: caches of the runtime, pages of the database. */
const ALLOWANCE_MB = 12;
const ALLOWED_PARTS = 0.1;

/** Collects garbage, so that what is counted is what is held; undefined where the runtime cannot be asked to. */
function findCollector(): (() => void) | undefined {
  try {
    setFlagsFromString('--expose-gc');
    return runInNewContext('gc') as (() => void) | undefined;
  } catch {
    return undefined;
  }
}

export interface HeapVerdict {
  readonly isFlat: boolean;
  readonly earlyMb: number;
  readonly lateMb: number;
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** What the process holds over a run, memory outside the heap included; judged within the last life of the engine. */
export class HeapSamples {
  /** Part of the run, 0 to 1, and MB. */
  readonly points: [number, number][] = [];
  readonly #collect = findCollector();

  take(share: number): void {
    this.#collect?.();
    const { heapUsed, external } = process.memoryUsage();
    this.points.push([share, (heapUsed + external) / MB]);
  }

  /** The last third of what came after `fromShare` against the first; the first sample of it is warm-up. */
  judge(fromShare: number): HeapVerdict {
    const life = this.points.filter(([share]) => share >= fromShare);
    const used = life.slice(1).map(([, heapMb]) => heapMb);
    const third = Math.max(1, Math.floor(used.length / 3));
    const earlyMb = meanOf(used.slice(0, third));
    const lateMb = meanOf(used.slice(-third));
    return { earlyMb, lateMb, isFlat: isFlat(earlyMb, lateMb) };
  }
}

/** Ten parts of a hundred, or the allowance, whichever is more. */
export const isFlat = (earlyMb: number, lateMb: number): boolean =>
  lateMb - earlyMb <= Math.max(earlyMb * ALLOWED_PARTS, ALLOWANCE_MB);
