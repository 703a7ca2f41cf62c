/** Running sums over the newest pairs and over the products of neighbours; changed in place. */
export interface RollingSums {
  readonly ys: Float64Array;
  readonly xs: Float64Array;
  /** Where the sums count from: near the prices, so that squares do not swallow the difference. */
  originY: number;
  originX: number;
  /** Slot of the oldest pair once full, else of the next one. */
  next: number;
  size: number;
  sinceRebuild: number;
  y: number;
  x: number;
  yy: number;
  xx: number;
  xy: number;
  lagYy: number;
  lagXx: number;
  lagXy: number;
}

export const yAt = (sums: RollingSums, slot: number): number =>
  (sums.ys[slot % sums.ys.length] ?? 0) - sums.originY;
export const xAt = (sums: RollingSums, slot: number): number =>
  (sums.xs[slot % sums.xs.length] ?? 0) - sums.originX;

/** Adds (`sign` 1) or takes away (-1) the pair of one slot. */
function countPair(sums: RollingSums, slot: number, sign: 1 | -1): void {
  const y = yAt(sums, slot);
  const x = xAt(sums, slot);
  sums.y += sign * y;
  sums.x += sign * x;
  sums.yy += sign * y * y;
  sums.xx += sign * x * x;
  sums.xy += sign * x * y;
}

/** The same for the products of a slot and the one after it. */
function countLag(sums: RollingSums, slot: number, sign: 1 | -1): void {
  const y = yAt(sums, slot);
  const x = xAt(sums, slot);
  const nextY = yAt(sums, slot + 1);
  const nextX = xAt(sums, slot + 1);
  sums.lagYy += sign * y * nextY;
  sums.lagXx += sign * x * nextX;
  sums.lagXy += sign * (y * nextX + x * nextY);
}

function zero(sums: RollingSums): void {
  sums.y = sums.x = sums.yy = sums.xx = sums.xy = 0;
  sums.lagYy = sums.lagXx = sums.lagXy = 0;
}

/** Once per length of the window: rounding errors of the running sums end here, and the origin follows the price. */
function rebuild(sums: RollingSums): void {
  const { next, size } = sums;
  sums.originY = sums.ys[next] ?? 0;
  sums.originX = sums.xs[next] ?? 0;
  sums.sinceRebuild = 0;
  zero(sums);
  for (let step = 0; step < size; step += 1) {
    countPair(sums, next + step, 1);
    if (step + 1 < size) countLag(sums, next + step, 1);
  }
}

/** Constant cost, a rebuild every `capacity` pairs. */
export function addPair(sums: RollingSums, y: number, x: number): void {
  const capacity = sums.ys.length;
  const { next } = sums;
  if (sums.size === 0) {
    sums.originY = y;
    sums.originX = x;
  }
  const isFull = sums.size === capacity;
  if (isFull) {
    countLag(sums, next, -1);
    countPair(sums, next, -1);
  }
  sums.ys[next] = y;
  sums.xs[next] = x;
  countPair(sums, next, 1);
  if (sums.size > 0) countLag(sums, next + capacity - 1, 1);
  sums.next = (next + 1) % capacity;
  if (!isFull) sums.size += 1;
  sums.sinceRebuild += 1;
  if (isFull && sums.sinceRebuild >= capacity) rebuild(sums);
}

export function createRollingSums(capacity: number): RollingSums {
  return {
    ys: new Float64Array(capacity),
    xs: new Float64Array(capacity),
    originY: 0,
    originX: 0,
    next: 0,
    size: 0,
    sinceRebuild: 0,
    y: 0,
    x: 0,
    yy: 0,
    xx: 0,
    xy: 0,
    lagYy: 0,
    lagXx: 0,
    lagXy: 0,
  };
}

export function clearSums(sums: RollingSums): void {
  sums.size = sums.next = sums.sinceRebuild = 0;
  zero(sums);
}
