const USUAL_MS = 60_000;

/** The length that was wished for, where there is one; else minutes, else the shortest there is; 0 without bars. */
export function chooseTimeframe(there: readonly number[], wish: number | undefined): number {
  if (wish !== undefined && there.includes(wish)) return wish;
  if (there.includes(USUAL_MS)) return USUAL_MS;
  return there[0] ?? 0;
}
