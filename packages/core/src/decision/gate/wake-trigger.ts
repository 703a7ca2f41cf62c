import { SECOND_MS, type EpochMs } from '../../kernel/clock.ts';
import type { WakeCondition } from '../../model/agent/wake-condition.ts';
import type { BucketMeter } from './bucket-meter.ts';

/** What a condition is held against. */
export interface WakeFacts {
  readonly ts: EpochMs;
  /** Zero: none yet. */
  readonly price: number;
  readonly meter: Pick<BucketMeter, 'priceAt' | 'volumeAt' | 'zOfPrice' | 'zOfVolume' | 'volume'>;
  readonly fundingBps: number | null;
  /** Zero: none yet. */
  readonly openInterest: number;
  /** Of the bar that has just ended; zero: none has. */
  readonly barTimeframeMs: number;
}

export interface ArmedCondition {
  readonly id: string;
  readonly condition: WakeCondition;
  readonly tsArmed: EpochMs;
  readonly tsExpires: EpochMs;
  /** Price or open interest when armed; zero: the first one that comes. */
  readonly base: number;
  /** When a `time` condition comes true. */
  readonly tsDue: EpochMs;
}

/** Where the market has to go: one comparison a tick tells that nothing has come true. */
export interface Reach {
  readonly above: number;
  readonly below: number;
  readonly volume: number;
}

export const OUT_OF_REACH: Reach = { above: Infinity, below: 0, volume: Infinity };

/** The value that decided and what it was held against, in the unit of the condition. */
export interface Trigger {
  readonly value: number;
  readonly threshold: number;
}

type Armed = Pick<ArmedCondition, 'condition' | 'base' | 'tsDue' | 'tsArmed'>;

export function reachOf({ condition, base }: Armed, meter: WakeFacts['meter']): Reach {
  switch (condition.kind) {
    case 'price_cross':
      return { ...OUT_OF_REACH, [condition.side]: condition.level };
    case 'percent_move': {
      const part = condition.percent / 100;
      return { ...OUT_OF_REACH, above: base * (1 + part), below: base * (1 - part) };
    }
    case 'z_score': {
      const z = condition.threshold;
      if (condition.of === 'volume')
        return { ...OUT_OF_REACH, volume: meter.volumeAt(z) ?? Infinity };
      const [above, below] = [meter.priceAt(z) ?? Infinity, meter.priceAt(-z) ?? 0];
      return { ...OUT_OF_REACH, above, below };
    }
    default:
      return OUT_OF_REACH;
  }
}

const isReached = (reach: Reach, { price, meter }: WakeFacts): boolean =>
  (price > 0 && (price >= reach.above || price <= reach.below)) || meter.volume >= reach.volume;

/** Figures of a condition as they stand; null: not known yet. */
function figuresOf(armed: Armed, facts: WakeFacts): Trigger | null {
  const { condition, base } = armed;
  switch (condition.kind) {
    case 'price_cross':
      return known(facts.price, condition.level);
    case 'percent_move':
      return known(changePct(base, facts.price), condition.percent);
    case 'z_score':
      return known(zOf(condition.of, facts), condition.threshold);
    case 'funding_over':
      return known(facts.fundingBps, condition.rate_bps);
    case 'open_interest_change':
      return known(changePct(base, facts.openInterest), condition.percent);
    case 'candle_close':
      return known(facts.barTimeframeMs / SECOND_MS, condition.timeframe_ms / SECOND_MS);
    case 'time':
      return known(secondsFrom(armed, facts.ts), secondsFrom(armed, armed.tsDue));
  }
}

const known = (value: number | null, threshold: number): Trigger | null =>
  value === null ? null : { value, threshold };

const zOf = (of: 'price' | 'volume', { meter, price }: WakeFacts): number | null =>
  of === 'price' ? meter.zOfPrice(price) : meter.zOfVolume();

const secondsFrom = ({ tsArmed }: Armed, ts: EpochMs): number => (ts - tsArmed) / SECOND_MS;

/** Null while there is nothing to compare, or nothing to compare with. */
const changePct = (from: number, to: number): number | null =>
  from === 0 || to === 0 ? null : (to / from - 1) * 100;

function holds(armed: Armed, facts: WakeFacts, { value, threshold }: Trigger): boolean {
  switch (armed.condition.kind) {
    case 'funding_over':
      return threshold > 0 ? value >= threshold : value <= threshold;
    case 'open_interest_change':
      return Math.abs(value) >= threshold;
    case 'candle_close':
      return value === threshold;
    case 'time':
      return facts.ts >= armed.tsDue;
    default:
      // By the same levels the quiet path compares with: the two can never disagree by a rounding.
      return isReached(reachOf(armed, facts.meter), facts);
  }
}

/** Whether a condition is true now, and by which figures. */
export function triggerOf(armed: Armed, facts: WakeFacts): Trigger | null {
  const figures = figuresOf(armed, facts);
  return figures !== null && holds(armed, facts, figures) ? figures : null;
}
