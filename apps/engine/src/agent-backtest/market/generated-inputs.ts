import { tsOfInput, type MarketInput } from '@quarterdeck/core/simulation/market-input';
import type { Candle } from '@quarterdeck/core/model/candle';
import { createCandleQuotes, pushCandleInputs } from '../../adapters/tapes/candle-inputs.ts';
import { generateBars, type GeneratedMarket } from './generated-bars.ts';

/** A market that nobody has seen: bars and the quotes that stand for them, as a tape of bars gives them. */
export function* generatedInputs(
  market: GeneratedMarket,
  spreadBps: number,
): Generator<MarketInput> {
  const quotesOf = new Map(
    market.instruments.map((each) => [each.symbol, createCandleQuotes(each, spreadBps)]),
  );
  const inputsOf = (bars: readonly Candle[]): readonly MarketInput[] => {
    const inputs: MarketInput[] = [];
    for (const bar of bars) pushCandleInputs(inputs, bar, quotesOf.get(bar.symbol)?.(bar) ?? []);
    return inputs.sort((one, other) => tsOfInput(one) - tsOfInput(other));
  };
  let moment: Candle[] = [];
  for (const bar of generateBars(market)) {
    if (moment.length > 0 && moment[0]?.tsOpen !== bar.tsOpen) {
      yield* inputsOf(moment);
      moment = [];
    }
    moment.push(bar);
  }
  yield* inputsOf(moment);
}
