import path from 'node:path';
import type { Desk } from '@quarterdeck/core/desk-contract';
import { formatMoney } from '@quarterdeck/core/kernel/decimal';
import type { MarketInput } from '@quarterdeck/core/simulation/market-input';
import type { AuditedEngine } from '../engine/audited-engine.ts';
import { listenToDesk } from '../engine/listen-to-desk.ts';

/** Desk time at which every drill begins: a Monday noon, far from the roll of a day. */
export const TS_DRILL = Date.UTC(2026, 0, 5, 12);
/** The desk has asked the venue by then and lets entries through. */
export const WARM_UP_MS = 500;
/** First quote of a drill's market. */
export const TS_FIRST_QUOTE = TS_DRILL + 2 * WARM_UP_MS;

/** Figures that are the same for the same seed. */
export interface DrillFigures {
  readonly quotes: number;
  readonly orders: number;
  readonly fills: number;
  readonly roundTrips: number;
  readonly pnl: string;
}

export const folderOf = (folder: string, name: string): string => path.join(folder, name);

export function figuresOf({ engine }: Pick<AuditedEngine, 'engine'>, quotes: number): DrillFigures {
  const { totals } = engine.core.view;
  return {
    quotes,
    orders: engine.core.dispatcher.effectCounts.SubmitOrder ?? 0,
    fills: totals.fills,
    roundTrips: totals.byStrategy.reduce((sum, { trades }) => sum + trades, 0),
    pnl: formatMoney(totals.net),
  };
}

/** Hands over every input and lets the process hear its signals between batches; gives back how many there were. */
export async function deliverAll(
  engine: Pick<AuditedEngine['engine'], 'deliver'>,
  inputs: Iterable<MarketInput>,
  options: { readonly breathe: () => Promise<void>; readonly signal: AbortSignal },
): Promise<number> {
  let delivered = 0;
  for (const input of inputs) {
    engine.deliver(input);
    delivered += 1;
    if (delivered % BATCH !== 0) continue;
    await options.breathe();
    if (options.signal.aborted) return delivered;
  }
  return delivered;
}

const BATCH = 200;

/** Which strategy wanted in where; one intent is enough to know. */
export class SignalWatch {
  readonly #seen = new Set<string>();

  wrap(desk: Desk): Desk {
    return listenToDesk(desk, (_event, effects) => {
      for (const effect of effects) {
        if (effect.type !== 'RecordIntent') continue;
        this.#seen.add(`${effect.intent.strategyId} in ${effect.intent.symbol}`);
      }
    });
  }

  has(strategyId: string, symbol: string): boolean {
    return this.#seen.has(`${strategyId} in ${symbol}`);
  }
}
