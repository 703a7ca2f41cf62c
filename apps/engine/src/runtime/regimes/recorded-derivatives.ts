import { moneyToFloat } from '@quarterdeck/core/kernel/decimal';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import {
  absent,
  valueAt,
  type DerivativesPoll,
  type PolledReading,
} from '@quarterdeck/core/model/agent/derivatives-poll';
import type { FundingRate } from '@quarterdeck/core/simulation/backtest/backtest-options';
import { readFundingRates } from '../../backtest/funding-rates.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DerivativesSource } from './derivatives-source.ts';

/** Newest rate of a time up to and including `now`; rising rates. */
function newestAt(rates: readonly FundingRate[], now: EpochMs): PolledReading {
  let low = 0;
  let high = rates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rates[middle]?.ts ?? Infinity) <= now) low = middle + 1;
    else high = middle;
  }
  const found = rates[low - 1];
  return found === undefined ? absent('no_value_yet') : valueAt(moneyToFloat(found.rate), found.ts);
}

/**
 * Funding rates of recorded files (`BASE/QUOTE=FILE`, columns `ts_ms,rate`) as they were known at the clock's time, for
 * replays. The files hold no open interest and no long/short ratio: those are not available, as is a symbol without a
 * file. BacktestError names file and line.
 */
export function createRecordedDerivatives(
  requests: readonly string[],
  clock: Pick<Clock, 'now'>,
): DerivativesSource {
  const bySymbol = new Map<SymbolId, FundingRate[]>();
  for (const rate of readFundingRates(requests)) {
    const rates = bySymbol.get(rate.symbol) ?? [];
    bySymbol.set(rate.symbol, rates);
    rates.push(rate);
  }
  const nothing = absent('not_available');
  const poll = (symbol: SymbolId): DerivativesPoll => {
    const tsPolled = clock.now();
    const rates = bySymbol.get(symbol);
    const fundingRate = rates === undefined ? nothing : newestAt(rates, tsPolled);
    return { symbol, tsPolled, fundingRate, openInterest: nothing, longShortRatio: nothing };
  };
  return { name: 'recorded', poll: (symbol) => Promise.resolve(poll(symbol)) };
}
