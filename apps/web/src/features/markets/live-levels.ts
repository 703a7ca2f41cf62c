import type { ConsoleState } from '@quarterdeck/core/contract/console-state.schema';
import type { MarketChart } from '@quarterdeck/core/contract/market-chart.schema';

type PositionRow = ConsoleState['positions'][number];
type Levels = MarketChart['levels'];

function levelsOf({ positionId, strategyId, ...row }: PositionRow): Levels {
  const at = (kind: Levels[number]['kind'], price: string) => ({
    positionId,
    strategyId,
    kind,
    price: Number(price),
  });
  const levels = [at('entry', row.entryPrice), at('stop', row.stopPrice)];
  return row.targetPrice === null ? levels : [...levels, at('target', row.targetPrice)];
}

/**
 * Entry, stop and target of what is open now. The bars come every few seconds; a stop that has moved, or a position
 * that is gone, must not stand on the chart until the next of them.
 */
export const liveLevels = (
  positions: readonly PositionRow[],
  shown: { readonly symbol: string; readonly strategyId: string },
): Levels =>
  positions
    .filter(
      ({ symbol, strategyId }) =>
        symbol === shown.symbol && (shown.strategyId === '' || strategyId === shown.strategyId),
    )
    .flatMap(levelsOf);

/** Changes when a line has to be drawn anew. */
export const keyOfLevels = (levels: Levels): string =>
  levels.map(({ positionId, kind, price }) => `${positionId} ${kind} ${price}`).join();
