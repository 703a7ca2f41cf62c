import type { ExitBrain } from '../contract.ts';
import { exitAtTargetOrTime } from '../target-or-time.ts';
import { createImpulseFinder } from './impulse.ts';
import type { Params } from './params.ts';

/** Target and time stop on quotes; on bars an impulse the other way, for then the first one is answered. */
export function createExit(params: Params): ExitBrain {
  const finder = createImpulseFinder(params);
  let isNew = false;
  return {
    observeBar: (_view, bar) => {
      isNew = finder.add(bar) !== 'skipped';
    },
    onQuote: (view, position) => exitAtTargetOrTime(view, position, params),
    onBar: (_view, position) => {
      const { direction, atrMultiple } = finder.reading;
      const isAgainst = position.side === 'long' ? direction < 0 : direction > 0;
      if (!isNew || !isAgainst) return undefined;
      return { fraction: 1, thesis: `impulse of ${atrMultiple.toFixed(1)} ATR against it` };
    },
  };
}
