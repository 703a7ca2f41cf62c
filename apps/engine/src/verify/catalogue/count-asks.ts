import type { StrategySetup } from '@quarterdeck/core/desk-contract';
import type { EntryBrain } from '@quarterdeck/core/strategies/contract';

type EntryHandler = 'onQuote' | 'onTrade' | 'onBar';

/** The same brain; `note` is told of each question it is asked. A handler it has not got it does not get. */
function listening(brain: EntryBrain, note: () => void): EntryBrain {
  const heard = (handler: EntryHandler): EntryBrain => {
    const own = brain[handler]?.bind(brain) as ((...asked: unknown[]) => never) | undefined;
    if (own === undefined) return {};
    return {
      [handler]: (...asked: unknown[]) => {
        note();
        return own(...asked);
      },
    };
  };
  return { ...heard('onQuote'), ...heard('onTrade'), ...heard('onBar') };
}

/** A setup that behaves as the one it is given, and tells when its ENTRY brains are asked. */
export function countAsks(setup: StrategySetup, note: (strategyId: string) => void): StrategySetup {
  const { strategy } = setup;
  return {
    ...setup,
    strategy: {
      ...strategy,
      createEntry: (params, seating) =>
        listening(strategy.createEntry(params, seating), () => note(strategy.id)),
    },
  };
}
