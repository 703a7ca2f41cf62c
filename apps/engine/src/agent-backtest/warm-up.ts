import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import { createMarket } from '@quarterdeck/core/market/market';
import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import type { Candle } from '@quarterdeck/core/model/candle';
import { tsOfInput, type MarketInput } from '@quarterdeck/core/simulation/market-input';
import { strategiesOf } from '../runtime/session/strategies-of.ts';

/** Of each length: more than any indicator reads. */
const KEPT_BARS = 300;

export interface WarmedUp {
  /** Oldest first: goes into the desk's first event, so that a replay of the events needs nothing else. */
  readonly history: readonly Candle[];
  /** From `tsFrom` on. */
  readonly inputs: Iterable<MarketInput>;
}

function thin(bars: readonly Candle[]): readonly Candle[] {
  const left = new Map<string, number>();
  const isKept = ({ symbol, timeframeMs }: Candle): boolean => {
    const series = `${symbol} ${timeframeMs}`;
    const count = (left.get(series) ?? 0) + 1;
    left.set(series, count);
    return count <= KEPT_BARS;
  };
  return bars.toReversed().filter(isKept).reverse();
}

function* from(first: MarketInput, rest: Iterator<MarketInput>): Generator<MarketInput> {
  yield first;
  for (let next = rest.next(); next.done !== true; next = rest.next()) yield next.value;
}

/** Reads what lies before trading begins, as bars. */
export function warmUp(
  inputs: Iterable<MarketInput>,
  desk: DeskOptions,
  tsFrom: EpochMs | undefined,
): WarmedUp {
  if (tsFrom === undefined) return { history: [], inputs };
  const timeframesMs = [
    ...new Set(strategiesOf(desk).flatMap(({ strategy }) => strategy.timeframesMs)),
  ];
  const { instruments } = desk;
  const market = createMarket({ instruments, timeframesMs, staleAfterMs: Infinity });
  const bars: Candle[] = [];
  const iterator = inputs[Symbol.iterator]();
  for (let next = iterator.next(); next.done !== true; next = iterator.next()) {
    const input = next.value;
    const ts = tsOfInput(input);
    if (ts >= tsFrom) return { history: thin(bars), inputs: from(input, iterator) };
    if (input.type === 'quote') bars.push(...market.applyQuote(input.quote, ts));
    else if (input.type === 'trade') bars.push(...market.applyTrade(input.trade, ts));
    else bars.push(...market.applyCandle(input.candle, ts));
  }
  return { history: thin(bars), inputs: [] };
}
