import { z } from 'zod';
import { hashText } from '@quarterdeck/core/kernel/rng';
import {
  defineStrategy,
  type EntryBrain,
  type EntryProposal,
  type ExitBrain,
  type MarketView,
  type Strategy,
} from '@quarterdeck/core/strategies/contract';

export interface DrillRules {
  /** Quotes between the end of one round trip and the next entry; 0: at every chance. */
  readonly pause: number;
  /** Quotes a position is held before the exit asks to close it. */
  readonly hold: number;
  /** Account currency an entry is worth, about. */
  readonly notional: number;
}

const STOP_BPS = 300;

/** A size with as many digits as lots allow, another one for each strategy: sums that a float cannot carry. */
function unitsOf(view: MarketView, seat: number, notional: number): number {
  const wanted = (notional * (1 + (seat % 7) / 13)) / (view.mid * view.quoteToAccount);
  return Math.max(0.0001, Math.round(wanted * 10_000) / 10_000);
}

function entryOf(rules: DrillRules, seat: number): EntryBrain {
  let quotes = seat % (rules.pause + 1);
  return {
    onQuote: (view): EntryProposal | undefined => {
      if (view.isWarmup) return undefined;
      quotes += 1;
      if (quotes % (rules.pause + 1) !== 0) return undefined;
      const isBuy = (seat + quotes) % 2 === 0;
      const units = unitsOf(view, seat, rules.notional);
      const stop = view.mid * (1 + ((isBuy ? -1 : 1) * STOP_BPS) / 10_000);
      return {
        side: isBuy ? 'buy' : 'sell',
        entry_probability: 0.5,
        entry_units_intent: isBuy ? units : -units,
        thesis: 'drill: an entry at every chance',
        stopPrice: stop,
        expiresInMs: 1_000,
      };
    },
  };
}

function exitOf(rules: DrillRules): ExitBrain {
  let opened = 0;
  let held = 0;
  return {
    onQuote: (_view, position) => {
      if (position.tsOpened !== opened) {
        opened = position.tsOpened;
        held = 0;
      }
      held += 1;
      return held >= rules.hold ? { fraction: 1, thesis: 'drill: held long enough' } : undefined;
    },
  };
}

/**
 * Sits in a strategy's seat and signals as often as it is let: load that no market opinion stands behind. It takes no
 * bars and keeps nothing but counts of quotes, so that the same quotes give the same signals.
 */
export function drillStrategy(id: string, rules: DrillRules): Strategy {
  return defineStrategy({
    id,
    title: `drill in the seat of ${id}`,
    rule: 'Enters at every chance and leaves at the next; for proofs under load.',
    params: z.object({}),
    timeframesMs: [],
    warmupBars: 0,
    createEntry: (_params, { symbol }) => entryOf(rules, hashText(`${id} ${symbol}`) % 1_000),
    createExit: () => exitOf(rules),
  });
}
