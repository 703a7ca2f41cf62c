import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { DeskEvent, EventHead } from '@quarterdeck/core/model/event';
import type { Quote, Trade } from '@quarterdeck/core/model/tick';
import { encodeTagged } from './tagged-json.ts';

/**
 * Events as lines of text. Market events are most of a journal and are built by hand: short arrays,
 * decimals as scaled integers, symbols by number (`["s",0,"BTC/USDT"]` comes before its first use).
 * The second element of every line but `s` and `h` is the event's number.
 */
export class EventEncoder {
  readonly #numbers = new Map<SymbolId, number>();

  encode(event: DeskEvent): string {
    switch (event.type) {
      case 'QuoteReceived':
        return this.#encodeQuote(event, event.quote);
      case 'TradeReceived':
        return this.#encodeTrade(event, event.trade);
      case 'CandleReceived':
        return this.#encodeCandle(event, event.candle);
      case 'ClockAdvanced':
        return `["t",${event.seq},${event.ts}]\n`;
      default:
        return `["j",${event.seq},${encodeTagged(event)}]\n`;
    }
  }

  #encodeQuote(head: EventHead, quote: Quote): string {
    const { bid, ask, bidQty, askQty, tsEvent } = quote;
    const symbol = this.#numbers.get(quote.symbol);
    if (symbol === undefined) return this.#define(quote.symbol) + this.#encodeQuote(head, quote);
    return `["q",${head.seq},${head.ts},${symbol},"${bid}","${ask}","${bidQty}","${askQty}",${tsEvent}]\n`;
  }

  #encodeTrade(head: EventHead, trade: Trade): string {
    const symbol = this.#numbers.get(trade.symbol);
    if (symbol === undefined) return this.#define(trade.symbol) + this.#encodeTrade(head, trade);
    return `["x",${head.seq},${head.ts},${symbol},"${trade.price}","${trade.qty}","${trade.side}",${trade.tsEvent}]\n`;
  }

  #encodeCandle(head: EventHead, candle: Candle): string {
    const { open, high, low, close, volume } = candle;
    const symbol = this.#numbers.get(candle.symbol);
    if (symbol === undefined) return this.#define(candle.symbol) + this.#encodeCandle(head, candle);
    const prices = `"${open}","${high}","${low}","${close}","${volume}"`;
    return `["c",${head.seq},${head.ts},${symbol},${candle.timeframeMs},${candle.tsOpen},${prices},${candle.ticks}]\n`;
  }

  #define(symbol: SymbolId): string {
    const number = this.#numbers.size;
    this.#numbers.set(symbol, number);
    return `["s",${number},${JSON.stringify(symbol)}]\n`;
  }
}
