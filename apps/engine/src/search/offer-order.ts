import type { RunPlaces } from '../backtest/prepare-run.ts';
import type { FullParams } from './find-params-in-effect.ts';

/** One trial of a stored search that a person wants proposed; told once to the process that works on it. */
export interface OfferOrder {
  readonly searchId: string;
  /** Number of the trial. */
  readonly trial: number;
  /** Of the proposal it becomes. */
  readonly proposalId: string;
  /** What the desk trades by now; undefined where it does not know the strategy. */
  readonly inEffect: FullParams | undefined;
  readonly places: RunPlaces;
}

/** That process's one word. `proposed`: the proposal is stored. `text`: code and numbers of the refusal. */
export type OfferEnd =
  | { readonly type: 'proposed' }
  | { readonly type: 'refused'; readonly text: string }
  | { readonly type: 'failed'; readonly error: string };

export interface OfferHandle {
  readonly ended: Promise<OfferEnd>;
  /** Ends it where it stands; nothing is proposed then. */
  stop(): void;
}

export type StartOffer = (order: OfferOrder) => OfferHandle;
