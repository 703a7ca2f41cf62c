import type { StrategySetup } from '@quarterdeck/core/desk-contract';
import type { Findings } from '../findings.ts';
import { describeFigures } from './describe-figures.ts';
import type { StrategyTally } from './strategy-tally.ts';

const ID = 'load.real_strategies';

/**
 * A market that gives a strategy nothing to do says nothing against it, and stands in the evidence. A strategy that was
 * taken out breaks the criterion, and so does a desk on which none of them ever traded.
 */
export function judgeStrategies(
  findings: Findings,
  setups: readonly StrategySetup[],
  tally: StrategyTally,
): void {
  for (const setup of setups) {
    const { id } = setup.strategy;
    const figures = tally.of(id);
    findings.look(ID, figures.failure === undefined, () => ({
      where: id,
      expected: 'asked to the end',
      found: `taken out: ${figures.failure}`,
    }));
    findings.note(ID, id, describeFigures(setup, figures));
  }
  const fills = setups.reduce((total, { strategy }) => total + tally.of(strategy.id).fills, 0);
  findings.look(ID, fills > 0, () => ({
    where: 'all strategies',
    expected: 'fills',
    found: 'none',
  }));
}
