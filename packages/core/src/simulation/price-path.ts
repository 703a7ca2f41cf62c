import type { EpochMs } from '../kernel/clock.ts';
import type { Rng } from '../kernel/rng.ts';
import type { CorrelatedFactors } from './correlation.ts';
import { createJumps } from './jumps.ts';
import type { MarketProfile } from './market-profile.ts';
import { seasonalActivity } from './seasonality.ts';
import { createTradeFlow } from './trade-flow.ts';
import {
  createVolatilityRegime,
  OWN_REGIME,
  volatilityMultiple,
  type Regime,
} from './volatility-regime.ts';

const YEAR_SECONDS = 365 * 86_400;
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

/** Where one instrument stands, read anew at every event; one object, changed in place by `step`. */
export interface PricePath {
  readonly price: number;
  readonly regime: Regime;
  /** Multiple of the calm level. */
  readonly volatility: number;
  /** Events now against the configured mean. */
  readonly pace: number;
  readonly imbalance: number;
  /** Recent return in standard deviations. */
  readonly newestReturn: number;
  /** Alarm after the last jump, 0 when none. */
  readonly stress: number;
  step(step: MarketStep): void;
}

export interface PricePathOptions {
  readonly profile: MarketProfile;
  readonly rng: Rng;
  /** The price never falls below it. */
  readonly floor: number;
}

/** Part shared with the instrument's factor, part its own; variance stays one. */
function createMixer(profile: MarketProfile, rng: Rng): (factors: CorrelatedFactors) => number {
  const { factor, loading } = profile;
  if (factor === undefined) return () => rng.gaussian();
  const own = Math.sqrt(1 - loading ** 2);
  return (factors) => loading * factors.valueOf(factor) + own * rng.gaussian();
}

/** Log price: correlated noise in a changing regime, a drift from order flow, and jumps. */
export function createPricePath({ profile, rng, floor }: PricePathOptions): PricePath {
  const mix = createMixer(profile, rng.fork('path'));
  const flow = createTradeFlow();
  const jumps = createJumps(rng.fork('jumps'));
  const regime = createVolatilityRegime(rng.fork('regime'), OWN_REGIME);
  const calmSigma = profile.annualVolatility / Math.sqrt(YEAR_SECONDS);

  const jump = (seconds: number): number => {
    const isTurbulent = regime.current === 'high';
    const size = jumps.step({ seconds, isTurbulent, meanBps: profile.jumpBps });
    if (size !== 0 && jumps.drawsTurbulence()) regime.enterHigh();
    return size;
  };

  const path = {
    price: profile.startPrice,
    regime: regime.current,
    volatility: 1,
    pace: 1,
    imbalance: 0,
    newestReturn: 0,
    stress: 0,
    step: ({ ts, seconds, returns, flows, sharedRegime }: MarketStep): void => {
      regime.step(seconds);
      const activity = seasonalActivity(profile.session, ts);
      const volatility = volatilityMultiple(regime.current, sharedRegime);
      flow.step(seconds, mix(flows));
      const root = Math.sqrt(seconds);
      const moved = mix(returns) * root + flow.drift(seconds);
      const sigma = calmSigma * volatility * Math.sqrt(activity);
      path.price = Math.max(floor, path.price * Math.exp(sigma * moved + jump(seconds)));
      path.newestReturn = path.newestReturn * RETURN_MEMORY + (1 - RETURN_MEMORY) * (moved / root);
      path.regime = regime.current;
      path.volatility = volatility;
      path.pace = (activity * Math.sqrt(volatility)) / PACE_NORMALISER;
      path.imbalance = flow.imbalance;
      path.stress = jumps.stress;
    },
  };
  return path;
}
