import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import { tsOfInput, type MarketInput } from '@quarterdeck/core/simulation/market-input';
import type { Tape, TapeBatch } from '../../adapters/tapes/tape.ts';

export interface TapeWindow {
  /** From the time on the tape to the time it is played at. */
  readonly movedMs: number;
  /** Played times; what happens before `tsFrom`, or at `tsTo` and later, is left out. */
  readonly tsFrom: EpochMs;
  readonly tsTo: EpochMs;
}

function moveInput(input: MarketInput, movedMs: number): MarketInput {
  if (movedMs === 0) return input;
  if (input.type === 'candle') {
    const { candle } = input;
    return { type: 'candle', candle: { ...candle, tsOpen: candle.tsOpen + movedMs } };
  }
  if (input.type === 'trade') {
    const { trade } = input;
    return { type: 'trade', trade: { ...trade, tsEvent: trade.tsEvent + movedMs } };
  }
  const { quote } = input;
  return { type: 'quote', quote: { ...quote, tsEvent: quote.tsEvent + movedMs } };
}

async function* readWindow(tape: Tape, window: TapeWindow): AsyncGenerator<TapeBatch> {
  const { movedMs, tsFrom, tsTo } = window;
  for await (const batch of tape.batches()) {
    const inputs: MarketInput[] = [];
    for (const input of batch) {
      const ts = tsOfInput(input) + movedMs;
      if (ts >= tsTo) {
        yield inputs;
        return;
      }
      if (ts >= tsFrom) inputs.push(moveInput(input, movedMs));
    }
    if (inputs.length > 0) yield inputs;
  }
}

/** Part of a tape, at other times than it was recorded: prices, order and distances in time stay as they are. */
export const windowTape = (tape: Tape, window: TapeWindow): Tape => ({
  ...tape,
  batches: () => readWindow(tape, window),
});
