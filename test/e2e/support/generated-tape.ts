import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  asPrice,
  asQty,
  formatUnits,
  parsePrice,
  ZERO_MONEY,
  type Price,
} from '@quarterdeck/core/kernel/decimal';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import type { Quote } from '@quarterdeck/core/model/tick';
import { createMarketGenerator } from '@quarterdeck/core/simulation/market-generator';

const HOURS = 2;
const EVENTS_PER_SECOND = 12;
const TS_START = Date.UTC(2026, 0, 7, 9);
const SYMBOLS = [
  ['BTC/USDT', '0.01'],
  ['ETH/USDT', '0.01'],
  ['XAU/USD', '0.01'],
  ['USD/JPY', '0.001'],
] as const;

function tickOf(text: string): Price {
  const tick = parsePrice(text);
  return tick.ok ? tick.value : asPrice(1n);
}

function instrument([symbol, tick]: (typeof SYMBOLS)[number]): Instrument {
  const [base = '', quote = ''] = symbol.split('/');
  return {
    symbol: asSymbolId(symbol),
    base,
    quote,
    tickSize: tickOf(tick),
    lotSize: asQty(1_000n),
    minQty: asQty(1_000n),
    minNotional: ZERO_MONEY,
    calendar: 'always',
  };
}

const rowOf = ({ tsEvent, bid, ask, bidQty, askQty }: Quote): string =>
  [tsEvent, formatUnits(bid), formatUnits(ask), formatUnits(bidQty), formatUnits(askQty)].join(',');

/** Two hours of sized quotes of a seeded market, one file a symbol; returns what `--replay` takes. */
export function writeGeneratedTapes(folder: string): readonly string[] {
  const market = createMarketGenerator({
    seed: 7,
    instruments: SYMBOLS.map(instrument),
    tsStart: TS_START,
    eventsPerSecond: EVENTS_PER_SECOND,
  });
  const rows = new Map<string, string[]>(
    SYMBOLS.map(([symbol]) => [symbol, ['ts_ms,bid,ask,bid_qty,ask_qty']]),
  );
  while (market.peekTs() < TS_START + HOURS * 3_600_000) {
    const input = market.next();
    if (input.type === 'quote') rows.get(input.quote.symbol)?.push(rowOf(input.quote));
  }
  return [...rows].map(([symbol, lines]) => {
    const file = path.join(folder, `${symbol.replace('/', '-')}.csv`);
    writeFileSync(file, `${lines.join('\n')}\n`);
    return `${symbol}=${file}`;
  });
}
