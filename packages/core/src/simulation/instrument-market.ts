import type { EpochMs } from '../kernel/clock.ts';
import type { Rng } from '../kernel/rng.ts';
import type { Instrument } from '../model/instrument.ts';
import type { Quote } from '../model/tick.ts';
import type { CorrelatedFactors } from './correlation.ts';
import { createGridMaker } from './grid-maker.ts';
import { createJumps } from './jumps.ts';
import type { MarketInput } from './market-input.ts';
import type { MarketProfile } from './market-profile.ts';
import { seasonalActivity } from './seasonality.ts';
import { drawSpreadBps, spreadTicks } from './spread-model.ts';
import { bidSizeLean, buyChance, createTradeFlow } from './trade-flow.ts';
import {
  createVolatilityRegime,
  OWN_REGIME,
  volatilityMultiple,
  type Regime,
} from './volatility-regime.ts';

const YEAR_SECONDS = 365 * 86_400;
const QUOTE_SHARE = 0.65;
/** Mean trade against the mean shown size. */
const TRADE_SHARE = 0.15;
/** Memory of the newest return from step to step. */
const RETURN_MEMORY = 0.7;
/** Makes the mean pace over the regimes' long run about one. */
const PACE_NORMALISER = 1.17;

/** What all instruments share in one step. */
export interface MarketStep {
  readonly ts: EpochMs;
  readonly seconds: number;
  readonly returns: CorrelatedFactors;
  readonly flows: CorrelatedFactors;
  readonly sharedRegime: Regime;
}

/** One instrument of the generated market. Floats inside; ticks and lots at the edge. */
export interface InstrumentMarket {
  readonly instrument: Instrument;
  readonly price: number;
  readonly regime: Regime;
  /** Events now against the configured mean. */
  readonly pace: number;
  step(step: MarketStep): void;
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
  const { instrument, profile, rng } = options;
  const pathRng = rng.fork('path');
  const eventRng = rng.fork('events');
  const grid = createGridMaker(instrument);
  const flow = createTradeFlow();
  const jumps = createJumps(rng.fork('jumps'));
  const regime = createVolatilityRegime(rng.fork('regime'), OWN_REGIME);
  const ownLoading = Math.sqrt(1 - profile.loading ** 2);
  const calmSigma = profile.annualVolatility / Math.sqrt(YEAR_SECONDS);
  const { symbol } = instrument;
  let price = profile.startPrice;
  let volatility = 1;
  let pace = 1;
  let newestReturn = 0;
  let quote: Quote | undefined;

  const mix = (factors: CorrelatedFactors): number => {
    const own = ownLoading * pathRng.gaussian();
    return profile.factor === undefined
      ? own
      : profile.loading * factors.valueOf(profile.factor) + own;
  };

  const jump = (seconds: number): number => {
    const isTurbulent = regime.current === 'high';
    const size = jumps.step({ seconds, isTurbulent, meanBps: profile.jumpBps });
    if (size !== 0 && jumps.drawsTurbulence()) regime.enterHigh();
    return size;
  };

  const makeQuote = (ts: EpochMs): Quote => {
    const midTicks = price / grid.tick;
    const baseBps = profile.spreadBps;
    const bps = drawSpreadBps(eventRng, { baseBps, volatility, stress: jumps.stress });
    const spread = spreadTicks(bps, midTicks);
    const bidTicks = Math.max(1, Math.round(midTicks - spread / 2));
    const meanLots = profile.shownNotional / price / grid.lot / Math.sqrt(volatility);
    const lean = bidSizeLean(flow.imbalance);
    return {
      symbol,
      bid: grid.price(bidTicks),
      ask: grid.price(bidTicks + spread),
      bidQty: grid.qty(meanLots * lean * eventRng.exponential()),
      askQty: grid.qty((meanLots / lean) * eventRng.exponential()),
      tsEvent: ts,
    };
  };

  const makeTrade = (ts: EpochMs, touch: Quote): MarketInput => {
    const isBuy = eventRng.next() < buyChance(flow.imbalance, newestReturn);
    const meanLots = (profile.shownNotional / price / grid.lot) * TRADE_SHARE;
    const qty = grid.qty(meanLots * eventRng.exponential());
    const at = isBuy ? touch.ask : touch.bid;
    const side = isBuy ? 'buy' : 'sell';
    return { type: 'trade', trade: { symbol, price: at, qty, side, tsEvent: ts } };
  };

  return {
    instrument,
    get price() {
      return price;
    },
    get regime() {
      return regime.current;
    },
    get pace() {
      return pace;
    },
    step: ({ ts, seconds, returns, flows, sharedRegime }) => {
      regime.step(seconds);
      const activity = seasonalActivity(profile.session, ts);
      volatility = volatilityMultiple(regime.current, sharedRegime);
      pace = (activity * Math.sqrt(volatility)) / PACE_NORMALISER;
      const sigma = calmSigma * volatility * Math.sqrt(activity);
      flow.step(seconds, mix(flows));
      const root = Math.sqrt(seconds);
      const moved = mix(returns) * root + flow.drift(seconds);
      newestReturn = newestReturn * RETURN_MEMORY + (1 - RETURN_MEMORY) * (moved / root);
      // Half the smallest price is the floor: a market that falls for ever still shows a bid of one tick.
      price = Math.max(grid.tick / 2, price * Math.exp(sigma * moved + jump(seconds)));
    },
    event: (ts) => {
      if (quote !== undefined && eventRng.next() >= QUOTE_SHARE) return makeTrade(ts, quote);
      quote = makeQuote(ts);
      return { type: 'quote', quote };
    },
    drawWait: () => eventRng.exponential(),
  };
}
