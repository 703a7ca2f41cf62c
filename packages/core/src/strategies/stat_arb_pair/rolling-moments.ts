import {
  addPair,
  clearSums,
  createRollingSums,
  xAt,
  yAt,
  type RollingSums,
} from './rolling-sums.ts';

/** Sums over the newest `capacity` pairs, kept by adding one and taking one away. */
export interface RollingMoments {
  add(y: number, x: number): void;
  clear(): void;
  isFull(): boolean;
  /** Population moments about the mean. */
  meanY(): number;
  meanX(): number;
  varianceY(): number;
  varianceX(): number;
  covariance(): number;
  /** Mean of u(t) u(t-1) about the mean of u = y - beta x, all divided by `capacity`. */
  laggedProduct(beta: number): number;
}

function laggedProduct(sums: RollingSums, beta: number): number {
  const { ys, size, next } = sums;
  const sum = sums.y - beta * sums.x;
  const mean = sum / size;
  const oldest = yAt(sums, next) - beta * xAt(sums, next);
  const newestSlot = next + ys.length - 1;
  const newest = yAt(sums, newestSlot) - beta * xAt(sums, newestSlot);
  const raw = sums.lagYy - beta * sums.lagXy + beta * beta * sums.lagXx;
  const ends = 2 * sum - oldest - newest;
  return (raw - mean * ends + (size - 1) * mean * mean) / size;
}

/** Constant cost per pair; nothing is allocated after creation. */
export function createRollingMoments(capacity: number): RollingMoments {
  const sums = createRollingSums(capacity);
  const centred = (product: number, left: number, right: number): number =>
    (product - (left * right) / sums.size) / sums.size;
  return {
    add: (y, x) => {
      addPair(sums, y, x);
    },
    clear: () => {
      clearSums(sums);
    },
    isFull: () => sums.size === capacity,
    meanY: () => sums.originY + sums.y / sums.size,
    meanX: () => sums.originX + sums.x / sums.size,
    varianceY: () => centred(sums.yy, sums.y, sums.y),
    varianceX: () => centred(sums.xx, sums.x, sums.x),
    covariance: () => centred(sums.xy, sums.x, sums.y),
    laggedProduct: (beta) => laggedProduct(sums, beta),
  };
}
