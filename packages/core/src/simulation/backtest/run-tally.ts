import type { EpochMs } from '../../kernel/clock.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import type { Alert, Effect } from '../../model/effect.ts';
import type { ClosedTrade } from '../../model/position.ts';
import type { MarketInput } from '../market-input.ts';
import { GapWatch, type NextOpenTs } from './gap-watch.ts';

/** What a run counts on its way. Market data is counted from the start of trading on. */
export class RunTally {
  readonly closedTrades: ClosedTrade[] = [];
  readonly denialsByCode = new Map<string, number>();
  readonly #alerts = new Map<string, number>();
  readonly #failures = new Set<string>();
  readonly gaps: GapWatch;
  bars = 0;
  quotes = 0;
  trades = 0;
  orders = 0;
  fills = 0;
  denials = 0;
  isCounting = false;
  /** The data is over: what an operator's hand closes now is closed for that reason. */
  isEnding = false;

  constructor(nextOpenTs: NextOpenTs) {
    this.gaps = new GapWatch(nextOpenTs);
  }

  /** Quotes that stand for a bar are not counted: they were never recorded. */
  countInput(input: MarketInput, standsForBar: boolean): void {
    if (input.type === 'candle') {
      const { symbol, tsOpen, timeframeMs } = input.candle;
      this.countBar(symbol, tsOpen, tsOpen + timeframeMs);
    } else if (input.type === 'trade') {
      if (this.isCounting) this.trades += 1;
      this.gaps.seeTick(input.trade.symbol, input.trade.tsEvent);
    } else if (!standsForBar) {
      if (this.isCounting) this.quotes += 1;
      this.gaps.seeTick(input.quote.symbol, input.quote.tsEvent);
    }
  }

  countBar(symbol: SymbolId, tsOpen: EpochMs, tsEnd: EpochMs): void {
    if (!this.isCounting) return;
    this.bars += 1;
    this.gaps.seeBar(symbol, tsOpen, tsEnd);
  }

  countEffect(effect: Effect): void {
    switch (effect.type) {
      case 'RecordFill':
        this.fills += 1;
        return;
      case 'RecordTradeClosed':
        this.closedTrades.push(this.#reasoned(effect.trade));
        return;
      case 'RecordDenial': {
        const { code, count } = effect.denial;
        this.denials += count;
        this.denialsByCode.set(code, (this.denialsByCode.get(code) ?? 0) + count);
        return;
      }
      case 'RaiseAlert':
        this.#noteAlert(effect.alert);
        return;
      default:
    }
  }

  /** What the desk complained about: failed strategies in words, everything else by its code. */
  warnings(): readonly string[] {
    const counted = [...this.#alerts].map(([code, count]) => `${code}, ${count} times`);
    return [...this.#failures, ...counted];
  }

  #reasoned(trade: ClosedTrade): ClosedTrade {
    return this.isEnding && trade.exitReason === 'operator'
      ? { ...trade, exitReason: 'end_of_data' }
      : trade;
  }

  #noteAlert({ level, code, text }: Alert): void {
    if (level === 'info') return;
    if (code === 'STRATEGY_FAILED') this.#failures.add(text);
    else this.#alerts.set(code, (this.#alerts.get(code) ?? 0) + 1);
  }
}
