import { asPrice, asQty } from '@quarterdeck/core/kernel/decimal';
import { asSymbolId, type SymbolId } from '@quarterdeck/core/kernel/ids';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import type { Quote, Trade } from '@quarterdeck/core/model/tick';
import { parseHeader, type JournalHeader } from './journal-header.ts';
import { decodeTagged } from './tagged-json.ts';

/** What one line of a journal says. */
export type JournalEntry =
  | { readonly kind: 'header'; readonly header: JournalHeader }
  | { readonly kind: 'event'; readonly event: DeskEvent }
  /** What the desk answered to the event with this number; events without effects have no such line. */
  | { readonly kind: 'effects'; readonly seq: number; readonly hash: string }
  /** Events were lost here: the disk was full for too long. */
  | { readonly kind: 'gap'; readonly lost: number }
  /** The session was closed in order. */
  | { readonly kind: 'end' };

type Fields = readonly unknown[];

function textAt(fields: Fields, index: number): string {
  const value = fields[index];
  if (typeof value !== 'string') throw new SyntaxError(`field ${index} is not text`);
  return value;
}

function numberAt(fields: Fields, index: number): number {
  const value = fields[index];
  if (typeof value !== 'number') throw new SyntaxError(`field ${index} is not a number`);
  return value;
}

const priceAt = (fields: Fields, index: number) => asPrice(BigInt(textAt(fields, index)));
const qtyAt = (fields: Fields, index: number) => asQty(BigInt(textAt(fields, index)));
const headOf = (fields: Fields) => ({ seq: numberAt(fields, 1), ts: numberAt(fields, 2) });

// Required<...>: a field added to the model stops the build here, instead of being lost on the way to disk.

function decodeQuote(fields: Fields, symbol: SymbolId): Required<Quote> {
  return {
    symbol,
    bid: priceAt(fields, 4),
    ask: priceAt(fields, 5),
    bidQty: qtyAt(fields, 6),
    askQty: qtyAt(fields, 7),
    tsEvent: numberAt(fields, 8),
  };
}

function decodeTrade(fields: Fields, symbol: SymbolId): Required<Trade> {
  return {
    symbol,
    price: priceAt(fields, 4),
    qty: qtyAt(fields, 5),
    side: textAt(fields, 6) === 'buy' ? 'buy' : 'sell',
    tsEvent: numberAt(fields, 7),
  };
}

function decodeCandle(fields: Fields, symbol: SymbolId): Required<Candle> {
  return {
    symbol,
    timeframeMs: numberAt(fields, 4),
    tsOpen: numberAt(fields, 5),
    open: priceAt(fields, 6),
    high: priceAt(fields, 7),
    low: priceAt(fields, 8),
    close: priceAt(fields, 9),
    volume: qtyAt(fields, 10),
    ticks: numberAt(fields, 11),
  };
}

function parseFields(line: string): Fields {
  const fields: unknown = JSON.parse(line);
  if (!Array.isArray(fields)) throw new SyntaxError('not an array');
  return fields;
}

/** Only `j` and `h` lines carry tagged values; untagging the rest would cost more than reading it. */
function taggedPart(line: string, index: number): unknown {
  const fields = decodeTagged(line);
  if (!Array.isArray(fields)) throw new SyntaxError('not an array');
  return fields[index];
}

/** The inverse of EventEncoder; lines of one session, in order. Throws SyntaxError. */
export class LineDecoder {
  readonly #symbols: SymbolId[] = [];

  /** Undefined for lines that only define a symbol. */
  decode(line: string): JournalEntry | undefined {
    if (line.startsWith('["j"')) return decodeGeneralEvent(line);
    if (line.startsWith('["h"'))
      return { kind: 'header', header: parseHeader(taggedPart(line, 1)) };
    const fields = parseFields(line);
    switch (fields[0]) {
      case 's':
        this.#symbols[numberAt(fields, 1)] = asSymbolId(textAt(fields, 2));
        return undefined;
      case 'e':
        return { kind: 'effects', seq: numberAt(fields, 1), hash: textAt(fields, 2) };
      case 'gap':
        return { kind: 'gap', lost: numberAt(fields, 1) };
      case 'end':
        return { kind: 'end' };
      default:
        return { kind: 'event', event: this.#decodeMarketEvent(fields) };
    }
  }

  #decodeMarketEvent(fields: Fields): DeskEvent {
    const head = headOf(fields);
    switch (fields[0]) {
      case 't':
        return { type: 'ClockAdvanced', ...head };
      case 'q':
        return { type: 'QuoteReceived', ...head, quote: decodeQuote(fields, this.#symbol(fields)) };
      case 'x':
        return { type: 'TradeReceived', ...head, trade: decodeTrade(fields, this.#symbol(fields)) };
      case 'c':
        return {
          type: 'CandleReceived',
          ...head,
          candle: decodeCandle(fields, this.#symbol(fields)),
        };
      default:
        throw new SyntaxError(`unknown kind of line ${JSON.stringify(fields[0])}`);
    }
  }

  #symbol(fields: Fields): SymbolId {
    const symbol = this.#symbols[numberAt(fields, 3)];
    if (symbol === undefined) throw new SyntaxError(`symbol ${String(fields[3])} is not defined`);
    return symbol;
  }
}

function decodeGeneralEvent(line: string): JournalEntry {
  const event = taggedPart(line, 2);
  if (typeof event !== 'object' || event === null || !('type' in event)) {
    throw new SyntaxError('not an event');
  }
  return { kind: 'event', event: event as DeskEvent };
}
