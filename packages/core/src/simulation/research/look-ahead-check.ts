import type { EpochMs } from '../../kernel/clock.ts';
import type { Decision } from './decision-log.ts';

/** One run, as far as its data goes. */
export interface DecisionRun {
  readonly decisions: readonly Decision[];
  /** No cut falls before this. */
  readonly tsFirst: EpochMs;
  /** Time of the last input. */
  readonly tsLast: EpochMs;
}

export interface ChangedDecision {
  /** Data after this had been taken away. */
  readonly tsCut: EpochMs;
  readonly ts: EpochMs;
  /** Undefined: decided only with, or only without, the data after the cut. */
  readonly withFuture: string | undefined;
  readonly withoutFuture: string | undefined;
}

export interface LookAheadResult {
  readonly passed: boolean;
  readonly decisions: number;
  readonly cuts: number;
  /** The first decision that changed. */
  readonly changed: ChangedDecision | undefined;
}

export interface LookAheadOptions {
  /** The whole data, or nothing of it after a moment. */
  readonly run: (tsCut: EpochMs | undefined) => DecisionRun;
  readonly cuts: number;
}

/** Evenly chosen ones of the list, the last among them. */
function evenly<TItem>(items: readonly TItem[], count: number): readonly TItem[] {
  const taken = Math.min(count, items.length);
  return Array.from({ length: taken }, (_, index) => {
    const place = Math.ceil(((index + 1) * items.length) / taken) - 1;
    return items.slice(place, place + 1);
  }).flat();
}

/**
 * Half of the cuts fall on moments of decisions: whoever looks one bar ahead shows it only there. The others lie evenly
 * in time: whoever keeps still because of what comes shows it only where nothing was decided.
 */
function chooseCuts({ decisions, tsFirst, tsLast }: DecisionRun, count: number): EpochMs[] {
  const isInside = (ts: EpochMs): boolean => ts >= tsFirst && ts < tsLast;
  const moments = [...new Set(decisions.map(({ ts }) => ts))].filter(isInside);
  const chosen = evenly(moments, Math.ceil(count / 2));
  const rest = count - chosen.length;
  const even = Array.from({ length: rest }, (_, index) =>
    Math.floor(tsFirst + ((tsLast - tsFirst) * (index + 1)) / (rest + 1)),
  );
  return [...new Set([...chosen, ...even])].toSorted((one, other) => one - other);
}

const isSame = (one: Decision | undefined, other: Decision | undefined): boolean =>
  one?.ts === other?.ts && one?.text === other?.text;

function describeChange(tsCut: EpochMs, one?: Decision, other?: Decision): ChangedDecision {
  const ts = Math.min(one?.ts ?? Infinity, other?.ts ?? Infinity);
  return { tsCut, ts, withFuture: one?.text, withoutFuture: other?.text };
}

function firstChange(whole: DecisionRun, cut: DecisionRun, tsCut: EpochMs) {
  const upTo = ({ ts }: Decision): boolean => ts <= cut.tsLast;
  const [longer, shorter] = [whole.decisions.filter(upTo), cut.decisions.filter(upTo)];
  const length = Math.max(longer.length, shorter.length);
  for (let index = 0; index < length; index += 1) {
    const [one, other] = [longer[index], shorter[index]];
    if (!isSame(one, other)) return describeChange(tsCut, one, other);
  }
  return undefined;
}

/**
 * Takes the future away at several moments and asks whether any decision before them changes. What was decided at the
 * very moment of a cut counts too: it knew nothing but the data up to it.
 */
export function checkLookAhead({ run, cuts }: LookAheadOptions): LookAheadResult {
  const whole = run(undefined);
  const moments = chooseCuts(whole, cuts);
  const decisions = whole.decisions.length;
  for (const [index, tsCut] of moments.entries()) {
    const changed = firstChange(whole, run(tsCut), tsCut);
    if (changed !== undefined) return { passed: false, decisions, cuts: index + 1, changed };
  }
  return { passed: true, decisions, cuts: moments.length, changed: undefined };
}
