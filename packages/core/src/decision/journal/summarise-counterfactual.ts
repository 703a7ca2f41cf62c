import { denied, parsed, type Parsed, type Refusal } from '../../kernel/verdict.ts';
import { HORIZONS, type Horizon } from '../../model/agent/decision.ts';
import { bootstrapInterval, type BootstrapOptions, type Interval } from './bootstrap-interval.ts';
import type { CounterfactualRow } from './counterfactual-row.ts';
import { findUnknownFrom } from './knowledge-cutoff.ts';
import { HORIZON_MS } from './resolve-horizons.ts';

export interface Estimate {
  readonly n: number;
  /** Stretches of time as long as the horizon: what the interval draws from. */
  readonly clusters: number;
  /** Quote currency a decision; null without any. */
  readonly mean: number | null;
  readonly interval: Interval | null;
}

export interface HorizonSummary {
  readonly horizon: Horizon;
  readonly claude: Estimate;
  readonly rules: Estimate;
  readonly vetoed: Estimate;
  /** The headline: only decisions for which both are known. */
  readonly claudeMinusRules: Estimate;
  readonly claudeMinusNothing: Estimate;
  readonly rulesMinusNothing: Estimate;
}

export interface CounterfactualSummary {
  readonly label: 'evidence' | 'smoke test';
  readonly level: number;
  readonly horizons: readonly HorizonSummary[];
}

export interface SummaryOptions extends BootstrapOptions {
  /** A smoke test may use any window; its figures show that the machinery works and nothing else. */
  readonly purpose: 'evidence' | 'smoke test';
}

type Value = (row: CounterfactualRow) => number | null;

const minus =
  (one: Value, other: Value): Value =>
  (row) => {
    const [left, right] = [one(row), other(row)];
    return left === null || right === null ? null : left - right;
  };
const claude: Value = (row) => row.claude;
const rules: Value = (row) => row.rules;
const nothing: Value = (row) => row.nothing;
const vetoed: Value = (row) => row.vetoed;

function estimate(
  rows: readonly CounterfactualRow[],
  valueOf: Value,
  options: BootstrapOptions,
): Estimate {
  const clusters = new Map<number, number[]>();
  let sum = 0;
  let n = 0;
  for (const row of rows) {
    const value = valueOf(row);
    if (value === null) continue;
    const at = Math.floor(row.tsDecision / HORIZON_MS[row.horizon]);
    const cluster = clusters.get(at);
    if (cluster === undefined) clusters.set(at, [value]);
    else cluster.push(value);
    sum += value;
    n += 1;
  }
  const mean = n === 0 ? null : sum / n;
  const interval = bootstrapInterval([...clusters.values()], options);
  return { n, clusters: clusters.size, mean, interval };
}

function summariseHorizon(
  rows: readonly CounterfactualRow[],
  horizon: Horizon,
  options: BootstrapOptions,
): HorizonSummary {
  const own = rows.filter((row) => row.horizon === horizon);
  const of = (valueOf: Value): Estimate => estimate(own, valueOf, options);
  return {
    horizon,
    claude: of(claude),
    rules: of(rules),
    vetoed: of(vetoed),
    claudeMinusRules: of(minus(claude, rules)),
    claudeMinusNothing: of(minus(claude, nothing)),
    rulesMinusNothing: of(minus(rules, nothing)),
  };
}

/** Why these rows prove nothing about their models, if they do not. */
function findContamination(rows: readonly CounterfactualRow[]): Refusal | undefined {
  const tsFirst = new Map<string, number>();
  for (const { model, tsDecision } of rows) {
    tsFirst.set(model, Math.min(tsFirst.get(model) ?? tsDecision, tsDecision));
  }
  for (const [model, ts] of tsFirst) {
    const unknownFrom = findUnknownFrom(model);
    if (!unknownFrom.ok) return { ...unknownFrom, numbers: { model, label: 'smoke test' } };
    if (ts < unknownFrom.value) {
      const numbers = { model, tsFirst: ts, tsUnknownFrom: unknownFrom.value };
      return denied('EVIDENCE_BEFORE_CUTOFF', { ...numbers, label: 'smoke test' });
    }
  }
  return undefined;
}

/**
 * Claude against the rules and against nothing, by horizon. As evidence a window is refused that begins before the model's
 * knowledge ends: what the model has read about, it cannot be said to have foreseen.
 */
export function summariseCounterfactual(
  rows: readonly CounterfactualRow[],
  options: SummaryOptions,
): Parsed<CounterfactualSummary> {
  const refusal = options.purpose === 'evidence' ? findContamination(rows) : undefined;
  if (refusal !== undefined) return refusal;
  return parsed({
    label: options.purpose,
    level: options.level,
    horizons: HORIZONS.map((horizon) => summariseHorizon(rows, horizon, options)),
  });
}
