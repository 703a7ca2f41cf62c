import { asPrice, asQty } from '@quarterdeck/core/kernel/decimal';
import { asSessionId, asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { Desk } from '@quarterdeck/core/desk-contract';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import type { SessionFacts } from '../journal-header.ts';
import { openJournal, type EventJournal, type OpenJournalOptions } from '../open-journal.ts';

export const SESSION = asSessionId('s1');

export const sampleFacts: SessionFacts = {
  codeVersion: '0.1.0',
  tsStart: 1_700_000_000_000,
  source: 'generator seed 1',
  desk: {
    deskId: 'desk1',
    accountCurrency: 'USD',
    pegged: ['USDT'],
    startingBalance: 1_000_000_000_000_000_000_000n as never,
    instruments: [],
    strategies: [
      {
        strategyId: 'scalp_ping_5s',
        params: { lookback: 5 },
        symbols: [asSymbolId('BTC/USDT')],
        initial: 'on',
      },
    ],
    risk: {
      max_order_notional: '1',
      max_symbol_exposure: '1',
      max_total_exposure: '1',
      max_open_orders: 1,
      max_orders_per_second: 1,
      price_collar_bps: 1,
      stale_after_ms: 100,
      max_daily_loss: '1',
      max_drawdown_pct: 1,
      repeated_entries_limit: 2,
      repeated_entries_window_ms: 1_000,
    },
    safety: { max_stop_bps: 1, trail_after_bps: 1, trail_distance_bps: 1 },
    startsLocked: false,
  },
};

export function quoteEvent(seq: number): DeskEvent {
  return {
    type: 'QuoteReceived',
    seq,
    ts: sampleFacts.tsStart + seq,
    quote: {
      symbol: asSymbolId(seq % 2 === 0 ? 'BTC/USDT' : 'ETH/USDT'),
      bid: asPrice(6_000_000_000_000n + BigInt(seq)),
      ask: asPrice(6_000_100_000_000n + BigInt(seq)),
      bidQty: asQty(100_000_000n),
      askQty: asQty(0n),
      tsEvent: sampleFacts.tsStart + seq,
    },
  };
}

/** A stand-in for the desk: an alert for every tenth event, and state that carries over. */
export function tenthEventDesk(text = 'tenth'): Pick<Desk, 'handle'> {
  let handled = 0;
  return {
    handle: (event): readonly Effect[] => {
      handled += 1;
      if (event.seq % 10 !== 0) return [];
      const alert = { level: 'info', code: `N${handled}`, text, ts: event.ts } as const;
      return [{ type: 'RaiseAlert', alert }];
    },
  };
}

export function openSampleJournal(
  folder: string,
  options: Partial<OpenJournalOptions> = {},
): EventJournal {
  const maxBytes = 1_000_000_000;
  return openJournal({ folder, sessionId: SESSION, header: sampleFacts, maxBytes, ...options });
}

/** Handles and records `count` events as the engine does. */
export function recordEvents(journal: EventJournal, count: number): void {
  const desk = tenthEventDesk();
  for (let seq = 1; seq <= count; seq += 1) {
    const event = quoteEvent(seq);
    journal.append(event);
    journal.appendEffects(seq, desk.handle(event));
  }
}
