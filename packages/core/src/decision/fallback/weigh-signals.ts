import { SIGNAL_NAMES, type SignalName } from '../../model/agent/decision.ts';
import { derivativesSignal } from './derivatives.ts';
import { momentumSignal } from './momentum.ts';
import { reversionSignal } from './reversion.ts';
import {
  clampScore,
  clampUnit,
  type Signal,
  type SignalFigures,
  type SignalReading,
} from './signal.ts';
import { trendSignal } from './trend.ts';
import { volumeSignal } from './volume.ts';

export type SignalWeights = Readonly<Partial<Record<SignalName, number>>>;

const SIGNALS: Readonly<Record<SignalName, Signal>> = {
  trend: trendSignal,
  momentum: momentumSignal,
  reversion: reversionSignal,
  volume: volumeSignal,
  derivatives: derivativesSignal,
};

export const readSignals = (figures: SignalFigures): readonly SignalReading[] =>
  SIGNAL_NAMES.map((name) => SIGNALS[name](figures));

/** Shares that sum to 1. Learned ones where they are usable numbers, otherwise the same for each. */
export function shareOut(weights: SignalWeights | undefined): Readonly<Record<SignalName, number>> {
  const usable = SIGNAL_NAMES.map((name) => {
    const weight = weights?.[name] ?? 0;
    return Number.isFinite(weight) && weight > 0 ? Math.min(weight, 1e6) : 0;
  });
  const sum = usable.reduce((total, weight) => total + weight, 0);
  const equal = 1 / SIGNAL_NAMES.length;
  return Object.fromEntries(
    SIGNAL_NAMES.map((name, index) => [name, sum > 0 ? (usable[index] ?? 0) / sum : equal]),
  ) as Record<SignalName, number>;
}

export interface Weighed {
  /** -1..1: sum of share x confidence x score, so that an unsure signal moves little. */
  readonly score: number;
  /** 0..1: sum of share x confidence. */
  readonly confidence: number;
}

export function weighSignals(
  readings: readonly SignalReading[],
  weights: SignalWeights | undefined,
): Weighed {
  const shares = shareOut(weights);
  let score = 0;
  let confidence = 0;
  for (const reading of readings) {
    const pull = shares[reading.name] * reading.confidence;
    score += pull * reading.score;
    confidence += pull;
  }
  return { score: clampScore(score), confidence: clampUnit(confidence) };
}
