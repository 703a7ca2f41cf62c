import type { EpochMs } from '../../kernel/clock.ts';

/** One regime as it was read; unknown is a state like the others, with its reason. */
export interface RegimeFact {
  readonly state: string;
  /** Of the state named, 0..1; null where nothing was fitted. */
  readonly probability: number | null;
  /** When what it was read from became known. */
  readonly tsSource: EpochMs | null;
  /** Empty when known. */
  readonly why: string;
}

/** Both regimes at one moment; the learner keeps its arms under both names together. */
export interface RegimeFacts {
  readonly crypto: RegimeFact;
  readonly macro: RegimeFact;
}

const NOT_READ: RegimeFact = {
  state: 'unknown',
  probability: null,
  tsSource: null,
  why: 'not read yet',
};

export const NO_REGIMES: RegimeFacts = { crypto: NOT_READ, macro: NOT_READ };
