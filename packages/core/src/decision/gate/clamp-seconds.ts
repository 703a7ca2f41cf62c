export interface SecondsBounds {
  readonly min: number;
  readonly max: number;
  /** For what is no number at all. */
  readonly otherwise: number;
}

/** Whoever asks for a time gets one within the bounds. */
export function clampSeconds(asked: number, { min, max, otherwise }: SecondsBounds): number {
  return Number.isNaN(asked) ? otherwise : Math.min(max, Math.max(min, asked));
}
