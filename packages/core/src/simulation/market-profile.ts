import type { Instrument } from '../model/instrument.ts';
import type { Factor } from './correlation.ts';
import type { Session } from './seasonality.ts';

/** Character of one simulated instrument. Floats throughout: nothing here is money. */
export interface MarketProfile {
  readonly startPrice: number;
  /** Calm volatility, standard deviation of a year's log return. */
  readonly annualVolatility: number;
  /** What it moves with, and how much of its variance that explains: loading squared. */
  readonly factor?: Factor;
  readonly loading: number;
  readonly session: Session;
  /** Calm spread, basis points. */
  readonly spreadBps: number;
  /** Mean size shown at the touch, quote currency. */
  readonly shownNotional: number;
  /** Mean size of a jump, basis points. */
  readonly jumpBps: number;
}

const FALLBACK: MarketProfile = {
  startPrice: 100,
  annualVolatility: 0.6,
  loading: 0,
  session: 'crypto',
  spreadBps: 2,
  shownNotional: 40_000,
  jumpBps: 12,
};

const CRYPTO: MarketProfile = { ...FALLBACK, factor: 'crypto', loading: 0.85 };
const FOREX: MarketProfile = {
  ...FALLBACK,
  startPrice: 1.1,
  annualVolatility: 0.15,
  session: 'fx',
  spreadBps: 0.7,
  shownNotional: 500_000,
  jumpBps: 3,
};

const KNOWN: Readonly<Record<string, MarketProfile>> = {
  'BTC/USDT': {
    ...CRYPTO,
    startPrice: 62_000,
    annualVolatility: 0.75,
    loading: 0.93,
    spreadBps: 0.3,
    shownNotional: 60_000,
  },
  'ETH/USDT': {
    ...CRYPTO,
    startPrice: 3_100,
    annualVolatility: 0.95,
    loading: 0.93,
    spreadBps: 0.5,
    jumpBps: 15,
  },
  'XAU/USD': {
    ...FOREX,
    startPrice: 2_400,
    annualVolatility: 0.3,
    factor: 'metal',
    loading: 0.9,
    spreadBps: 0.8,
    shownNotional: 400_000,
    jumpBps: 5,
  },
  'USD/JPY': {
    ...FOREX,
    startPrice: 148,
    annualVolatility: 0.2,
    factor: 'dollar',
    loading: 0.9,
    shownNotional: 120_000_000,
  },
};

const FIAT: ReadonlySet<string> = new Set(['USD', 'EUR', 'GBP', 'JPY', 'CHF', 'AUD', 'NZD', 'CAD']);

/** Known by name, else by the kind of its currencies. */
export function defaultProfile(instrument: Instrument): MarketProfile {
  const known = KNOWN[instrument.symbol];
  if (known !== undefined) return known;
  if (FIAT.has(instrument.base) && FIAT.has(instrument.quote)) return FOREX;
  return instrument.calendar === 'fx-week' ? { ...FOREX, startPrice: 100 } : CRYPTO;
}
