import type { EpochMs } from '../kernel/clock.ts';
import { ensureInvariant } from '../kernel/ensure.ts';
import type { SymbolId } from '../kernel/ids.ts';
import { createRng, type Rng } from '../kernel/rng.ts';
import type { Instrument } from '../model/instrument.ts';
import { createCorrelatedFactors } from './correlation.ts';
import { createInstrumentMarket, type InstrumentMarket } from './instrument-market.ts';
import type { MarketInput } from './market-input.ts';
import { defaultProfile, type MarketProfile } from './market-profile.ts';
import { createVolatilityRegime, SHARED_REGIME, type Regime } from './volatility-regime.ts';

export interface MarketGeneratorOptions {
  readonly seed: number;
  readonly instruments: readonly Instrument[];
  readonly tsStart: EpochMs;
  /** Mean over all instruments together. */
  readonly eventsPerSecond: number;
  /** What differs from the symbol's own profile, for example the price to start from. */
  readonly profiles?: Readonly<Record<string, Partial<MarketProfile>>>;
}

/** An endless market in time order; the same options give the same stream. */
export interface MarketGenerator {
  next(): MarketInput;
  peekTs(): EpochMs;
  /** Stands the market still until `ts`: prices go on from where they were. Never back. */
  skipTo(ts: EpochMs): void;
  /** Unrounded price of every symbol now, to start another generator from. */
  prices(): Readonly<Record<string, number>>;
  regimeOf(symbol: SymbolId): Regime | undefined;
}

const MIN_STEP_SECONDS = 0.000_1;
const MAX_STEP_SECONDS = 0.25;

interface Timed {
  readonly market: InstrumentMarket;
  /** Fractions of a millisecond keep instruments in a fair order. */
  tsNext: number;
}

function createMarkets(options: MarketGeneratorOptions, root: Rng): Timed[] {
  const { instruments, profiles = {}, tsStart } = options;
  return instruments.map((instrument) => {
    const profile = { ...defaultProfile(instrument), ...profiles[instrument.symbol] };
    const rng = root.fork(`instrument ${instrument.symbol}`);
    return { market: createInstrumentMarket({ instrument, profile, rng }), tsNext: tsStart };
  });
}

/** Moves everything that instruments share and then each of them by one small step. */
function createStepper(root: Rng, markets: readonly Timed[]) {
  const returns = createCorrelatedFactors(root.fork('returns'));
  const flows = createCorrelatedFactors(root.fork('flows'));
  const regime = createVolatilityRegime(root.fork('regime'), SHARED_REGIME);
  return (ts: EpochMs, seconds: number): void => {
    returns.step();
    flows.step();
    regime.step(seconds);
    const step = { ts, seconds, returns, flows, sharedRegime: regime.current };
    for (const { market } of markets) market.path.step(step);
  };
}

function earliest(markets: readonly Timed[]): Timed | undefined {
  let first = markets[0];
  for (const timed of markets)
    if (first !== undefined && timed.tsNext < first.tsNext) first = timed;
  return first;
}

/** Throws Fault without instruments or with a rate that is not above zero. */
export function createMarketGenerator(options: MarketGeneratorOptions): MarketGenerator {
  const { instruments, eventsPerSecond, seed, tsStart } = options;
  ensureInvariant(instruments.length > 0, 'a market needs an instrument');
  ensureInvariant(eventsPerSecond > 0, 'a market needs a rate above zero');
  const root = createRng(seed);
  const markets = createMarkets(options, root);
  const step = createStepper(root, markets);
  const meanGapMs = (instruments.length / eventsPerSecond) * 1_000;
  const stepSeconds = Math.min(MAX_STEP_SECONDS, Math.max(MIN_STEP_SECONDS, meanGapMs / 1_000));
  let tsStepEnd = tsStart;
  for (const timed of markets) timed.tsNext += timed.market.drawWait() * meanGapMs;

  const ready = (): Timed => {
    for (;;) {
      const first = earliest(markets);
      if (first !== undefined && first.tsNext < tsStepEnd) return first;
      step(tsStepEnd, stepSeconds);
      tsStepEnd += stepSeconds * 1_000;
    }
  };

  return {
    next: () => {
      const timed = ready();
      const { market } = timed;
      const input = market.event(Math.floor(timed.tsNext));
      timed.tsNext += (market.drawWait() * meanGapMs) / market.path.pace;
      return input;
    },
    peekTs: () => Math.floor(ready().tsNext),
    skipTo: (ts) => {
      const gapMs = ts - Math.floor(ready().tsNext);
      if (gapMs <= 0) return;
      tsStepEnd += gapMs;
      for (const timed of markets) timed.tsNext += gapMs;
    },
    prices: () =>
      Object.fromEntries(
        markets.map(({ market }) => [market.instrument.symbol, market.path.price]),
      ),
    regimeOf: (symbol) =>
      markets.find(({ market }) => market.instrument.symbol === symbol)?.market.path.regime,
  };
}
