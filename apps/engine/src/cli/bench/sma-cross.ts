import { z } from 'zod';
import { MINUTE_MS } from '@quarterdeck/core/kernel/clock';
import { closeUnits } from '@quarterdeck/core/model/column-candle';
import type { Candle } from '@quarterdeck/core/model/candle';
import {
  defineStrategy,
  type EntryProposal,
  type MarketView,
} from '@quarterdeck/core/strategies/contract';

const FAST = 10;
const SLOW = 30;

type Turn = 'up' | 'down' | undefined;

/**
 * Both averages as sums of whole numbers, so that a tie is a tie: three fast sums against one slow one. A tie keeps the
 * side that was.
 */
function createCross(): (bar: Candle) => Turn {
  const closes = new Float64Array(SLOW);
  let [seen, fast, slow, side] = [0, 0, 0, 0];
  return (bar) => {
    const close = closeUnits(bar);
    fast += close - (seen >= FAST ? (closes[(seen - FAST) % SLOW] ?? 0) : 0);
    slow += close - (seen >= SLOW ? (closes[seen % SLOW] ?? 0) : 0);
    closes[seen % SLOW] = close;
    seen += 1;
    if (seen < SLOW) return undefined;
    const now = Math.sign((SLOW / FAST) * fast - slow);
    if (now === 0 || now === side) return undefined;
    const isFirst = side === 0;
    side = now;
    if (isFirst) return undefined;
    return now > 0 ? 'up' : 'down';
  };
}

const params = z.strictObject({ units: z.number().default(1) });

function buy(view: MarketView, units: number): EntryProposal {
  return {
    side: 'buy',
    entry_probability: 0.5,
    entry_units_intent: units,
    stopPrice: view.bid / 10,
    thesis: 'the fast average crossed above the slow one',
    expiresInMs: MINUTE_MS,
  };
}

/** The yardstick of backtesters: long while the average of 10 closes is above that of 30, at the next open. */
export const smaCross = defineStrategy({
  id: 'sma_cross',
  title: 'SMA 10/30 cross',
  rule: 'Buys when the average of 10 closes crosses above that of 30, sells when it crosses below.',
  params,
  timeframesMs: [MINUTE_MS],
  warmupBars: SLOW,
  createEntry: ({ units }) => {
    const cross = createCross();
    return { onBar: (view, bar) => (cross(bar) === 'up' ? buy(view, units) : undefined) };
  },
  createExit: () => {
    const cross = createCross();
    let turn: Turn;
    return {
      observeBar: (_view, bar) => {
        turn = cross(bar);
      },
      onBar: () =>
        turn === 'down'
          ? { fraction: 1, thesis: 'the fast average crossed below the slow one' }
          : undefined,
    };
  },
});
