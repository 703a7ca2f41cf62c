import type { DeskOptions, StrategySetup } from '@quarterdeck/core/desk-contract';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { Seating } from '@quarterdeck/core/strategies/contract';
import type { TapeBars } from './replay-desk-options.ts';

export interface TapeContent {
  readonly bars: TapeBars;
  readonly hasTrades: boolean;
}

/** Ticks build bars of any length, bars only their own multiples. */
function readsBars({ strategy, params }: StrategySetup, bars: TapeBars): boolean {
  const chosen = strategy.chooseBars?.(params) ?? strategy.timeframesMs;
  const wanted = chosen === 'finest' ? strategy.timeframesMs : chosen;
  return wanted.some((wantedMs) =>
    bars.some((barMs) => barMs === undefined || wantedMs % barMs === 0),
  );
}

/** A place where nothing has happened yet: enough to see which handlers a brain has. */
function seatingOf({ symbols }: StrategySetup): Seating {
  return {
    symbol: symbols[0] ?? asSymbolId(''),
    symbols,
    viewOf: () => undefined,
    holds: () => false,
  };
}

/** A tape of any kind shows quotes; a brain that cannot be made is reported when the desk makes it. */
function readsAnything(setup: StrategySetup, tapes: TapeContent): boolean {
  try {
    const brain = setup.strategy.createEntry(setup.params, seatingOf(setup));
    if (brain.onQuote !== undefined || (brain.onTrade !== undefined && tapes.hasTrades))
      return true;
    return brain.onBar !== undefined && readsBars(setup, tapes.bars);
  } catch {
    return true;
  }
}

/** Ids of strategies whose entry brain will never be called on these tapes. */
export function listUnreadStrategies(
  desk: Pick<DeskOptions, 'strategies'>,
  tapes: TapeContent,
): readonly string[] {
  return desk.strategies
    .filter((setup) => !readsAnything(setup, tapes))
    .map(({ strategy }) => strategy.id);
}
