import type { EpochMs } from '../kernel/clock.ts';
import type { Rng } from '../kernel/rng.ts';
import type { Instrument } from '../model/instrument.ts';
import type { Quote } from '../model/tick.ts';
import { createGridMaker } from './grid-maker.ts';
import type { MarketInput } from './market-input.ts';
import type { MarketProfile } from './market-profile.ts';
import { createPricePath, type PricePath } from './price-path.ts';
import { drawSpreadBps, spreadTicks } from './spread-model.ts';
import { bidSizeLean, buyChance } from './trade-flow.ts';

const QUOTE_SHARE = 0.65;
/** Mean trade against the mean shown size. */
const TRADE_SHARE = 0.15;

/** One instrument of the generated market. Floats inside; exact ticks and lots at the edge. */
export interface InstrumentMarket {
  readonly instrument: Instrument;
  readonly path: PricePath;
  /** The next event of this instrument; the first one is a quote. */
  event(ts: EpochMs): MarketInput;
  /** Waiting time to the next event in units of its mean. */
  drawWait(): number;
}

export interface InstrumentMarketOptions {
  readonly instrument: Instrument;
  readonly profile: MarketProfile;
  /** This instrument's own source; nothing else draws from it. */
  readonly rng: Rng;
}

export function createInstrumentMarket(options: InstrumentMarketOptions): InstrumentMarket {
  const { instrument, profile } = options;
  const { symbol } = instrument;
  const rng = options.rng.fork('events');
  const grid = createGridMaker(instrument);
  // Half a tick: a market that falls for ever still shows a bid of one tick.
  const path = createPricePath({ profile, rng: options.rng, floor: grid.tick / 2 });
  let quote: Quote | undefined;

  const meanLots = (): number => profile.shownNotional / path.price / grid.lot;

  const makeQuote = (ts: EpochMs): Quote => {
    const { volatility, stress } = path;
    const midTicks = path.price / grid.tick;
    const bps = drawSpreadBps(rng, { baseBps: profile.spreadBps, volatility, stress });
    const spread = spreadTicks(bps, midTicks);
    const bidTicks = Math.max(1, Math.round(midTicks - spread / 2));
    const lots = meanLots() / Math.sqrt(volatility);
    const lean = bidSizeLean(path.imbalance);
    return {
      symbol,
      bid: grid.price(bidTicks),
      ask: grid.price(bidTicks + spread),
      bidQty: grid.qty(lots * lean * rng.exponential()),
      askQty: grid.qty((lots / lean) * rng.exponential()),
      tsEvent: ts,
    };
  };

  const makeTrade = (ts: EpochMs, touch: Quote): MarketInput => {
    const isBuy = rng.next() < buyChance(path.imbalance, path.newestReturn);
    const qty = grid.qty(meanLots() * TRADE_SHARE * rng.exponential());
    const price = isBuy ? touch.ask : touch.bid;
    const side = isBuy ? 'buy' : 'sell';
    return { type: 'trade', trade: { symbol, price, qty, side, tsEvent: ts } };
  };

  return {
    instrument,
    path,
    event: (ts) => {
      if (quote !== undefined && rng.next() >= QUOTE_SHARE) return makeTrade(ts, quote);
      quote = makeQuote(ts);
      return { type: 'quote', quote };
    },
    drawWait: () => rng.exponential(),
  };
}
