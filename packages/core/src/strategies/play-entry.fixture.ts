import { toFloat } from '../kernel/decimal.ts';
import type { Candle } from '../model/candle.ts';
import type { EntryBrain, EntryProposal } from './contract.ts';
import { viewAt } from './view.fixture.ts';

export interface Playing {
  readonly spreadBps?: number;
  readonly isWarmup?: boolean;
  /** After the bar's end. */
  readonly lateMs?: number;
}

interface Proposed {
  /** Place of the bar that was told last. */
  readonly bar: number;
  readonly tsOpen: number;
  readonly proposal: EntryProposal;
}

/** What an ENTRY brain proposes on these bars, each told at its end unless late. */
export function playEntry(
  brain: EntryBrain,
  bars: readonly Candle[],
  options: Playing = {},
): readonly Proposed[] {
  return bars.flatMap((bar, index) => {
    const ts = bar.tsOpen + bar.timeframeMs + (options.lateMs ?? 0);
    const proposal = brain.onBar?.(viewAt(toFloat(bar.close), ts, options), bar);
    return proposal === undefined ? [] : [{ bar: index, tsOpen: bar.tsOpen, proposal }];
  });
}
