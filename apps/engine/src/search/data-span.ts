import type { BacktestRequest } from '@quarterdeck/core/contract/backtest.schema';
import type { Span } from '@quarterdeck/core/simulation/research/split-span';
import type { DataFiles } from '../backtest/data-files.ts';

/** What the request asks for; left open, what every symbol of the data covers. */
export function spanOf(request: BacktestRequest, { sources, instruments }: DataFiles): Span {
  const covered = instruments.map(({ symbol }) => {
    const own = sources.filter((source) => source.symbol === symbol);
    return {
      from: Math.min(...own.map(({ tsFirst }) => tsFirst)),
      to: Math.max(...own.map(({ tsLast, timeframeMs = 0 }) => tsLast + timeframeMs)),
    };
  });
  return {
    from: request.from ?? Math.max(...covered.map(({ from }) => from)),
    to: request.to ?? Math.min(...covered.map(({ to }) => to)),
  };
}
