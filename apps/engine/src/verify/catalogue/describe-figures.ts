import type { StrategySetup } from '@quarterdeck/core/desk-contract';
import type { StrategyFigures } from './strategy-tally.ts';

/** Why a strategy wanted nothing, as far as can be told from outside its brains. */
function whySilent({ strategy }: StrategySetup, { asked }: StrategyFigures): string {
  const { timeframesMs, warmupBars, symbolCount } = strategy;
  if (asked === 0) {
    const wanted = timeframesMs.map((each) => `${each / 1_000} s`).join(' or ');
    return timeframesMs.length === 0
      ? 'never asked: there was neither quote nor trade for it'
      : `never asked: no bar of ${wanted} ended on these tapes`;
  }
  const enough = warmupBars * (symbolCount ?? 1);
  if (asked < enough)
    return `asked ${asked} times: too short for the ${warmupBars} bars it learns from`;
  return `asked ${asked} times, and what it waits for did not come`;
}

function refusalsOf({ refused }: StrategyFigures): string {
  const codes = [...refused].toSorted(([left], [right]) => (left < right ? -1 : 1));
  return codes.map(([code, count]) => `${code} ${count}`).join(', ');
}

/** One line on what a strategy did on recorded markets, or why it did nothing. */
export function describeFigures(setup: StrategySetup, figures: StrategyFigures): string {
  const { asked, signals, exitSignals, orders, fills, trades, failure } = figures;
  if (failure !== undefined) return `taken out: ${failure}`;
  const refusals = refusalsOf(figures);
  const told = refusals === '' ? '' : `; refused: ${refusals}`;
  if (signals === 0 && orders === 0) return `${whySilent(setup, figures)}${told}`;
  return `asked ${asked} times, ${signals} entry and ${exitSignals} exit signals, ${orders} orders, ${fills} fills, ${trades} round trips${told}`;
}
