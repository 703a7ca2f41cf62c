import { createHash } from 'node:crypto';
import type { BacktestSummary } from '@quarterdeck/core/contract/backtest-run.schema';
import type { SearchRequest } from '@quarterdeck/core/contract/search.schema';
import { probabilisticSharpe } from '@quarterdeck/core/simulation/research/deflated-sharpe';
import type { ParamPoint } from '@quarterdeck/core/simulation/research/parameter-space';
import { sampleMoments } from '@quarterdeck/core/simulation/research/sample-moments';
import {
  walkForwardWindows,
  type Span,
  type WalkForwardPlan,
  type WalkForwardWindow,
} from '@quarterdeck/core/simulation/research/split-span';
import { sharpeRatio } from '@quarterdeck/core/simulation/report/risk-ratios';
import { prepareRun } from '../backtest/prepare-run.ts';
import { spanOf } from './data-span.ts';
import { valueOrThrow } from './plan-search.ts';
import { runSearch, type SearchHooks, type SearchRoom } from './run-search.ts';
import { createTrialRunner } from './run-trial.ts';
import { SearchError } from './search-error.ts';

export interface WalkForwardOrder {
  readonly request: SearchRequest;
  readonly plan: WalkForwardPlan;
  readonly by: string;
}

export interface WalkedWindow extends WalkForwardWindow {
  readonly searchId: string;
  /** Null: no trial had trades enough, and nothing was traded. */
  readonly params: Readonly<Record<string, unknown>> | null;
  readonly found: BacktestSummary | null;
  readonly traded: BacktestSummary | null;
  readonly isLikelyNoise: boolean;
}

export interface WalkForwardResult {
  readonly id: string;
  readonly plan: WalkForwardPlan;
  readonly windows: readonly WalkedWindow[];
  /** Of all traded parts together. */
  readonly trades: number;
  /** Sum of the parts' returns: each begins with the same balance. */
  readonly returnPct: number;
  readonly sharpe: number | null;
  /** Chance that the true Sharpe ratio is above zero, from the traded parts alone. */
  readonly chanceAboveZero: number | null;
  readonly profitableWindows: number;
  /** Return a day where it was traded over return a day where it was searched; null where the search found no profit. */
  readonly efficiency: number | null;
}

const HASH_DIGITS = 10;

/** The same order over the same data has the same id: asked for again, it goes on where it stopped. */
function idOf(order: WalkForwardOrder, span: Span, params: unknown): string {
  const { request, plan } = order;
  const { workers: _, ...same } = request;
  const text = JSON.stringify([same, plan, span, params]);
  return `wf-${createHash('sha256').update(text).digest('hex').slice(0, HASH_DIGITS)}`;
}

interface WindowWork {
  readonly walked: WalkedWindow;
  readonly returns: readonly number[];
}

async function walkWindow(
  window: WalkForwardWindow,
  work: { order: WalkForwardOrder; searchId: string; room: SearchRoom; hooks: SearchHooks },
): Promise<WindowWork> {
  const { order, searchId, room, hooks } = work;
  const { inSample, outOfSample } = window;
  const base = { ...order.request.base, from: inSample.from, to: inSample.to };
  const request: SearchRequest = { ...order.request, base, out_of_sample_share: 0 };
  const { run } = await runSearch({ id: searchId, request, by: order.by }, room, hooks);
  if (run.state !== 'done') {
    throw new SearchError(`search ${searchId} has ${run.state}: ${run.error ?? 'ended early'}`);
  }
  const isLikelyNoise = run.verdict?.isLikelyNoise ?? true;
  const head = { ...window, searchId, isLikelyNoise };
  if (run.best === null) {
    return { walked: { ...head, params: null, found: null, traded: null }, returns: [] };
  }
  const { params, inSample: found } = run.best;
  const runTrial = createTrialRunner({ request, places: room.places });
  const outcome = await runTrial({ params: params as ParamPoint, span: outOfSample, minTrades: 0 });
  if (!outcome.ok) throw new SearchError(outcome.error);
  return { walked: { ...head, params, found, traded: outcome.summary }, returns: outcome.returns };
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

function efficiencyOf(windows: readonly WalkedWindow[]): number | null {
  const lengthOf = (key: 'inSample' | 'outOfSample') =>
    sum(windows.map((window) => window[key].to - window[key].from));
  const found = sum(windows.map((window) => window.found?.returnPct ?? 0)) / lengthOf('inSample');
  const traded =
    sum(windows.map((window) => window.traded?.returnPct ?? 0)) / lengthOf('outOfSample');
  return found > 0 ? traded / found : null;
}

function chanceOf(returns: readonly number[]): number | null {
  const moments = sampleMoments(returns);
  if (moments === undefined) return null;
  const { mean, deviation, count: observations, skewness, kurtosis } = moments;
  return probabilisticSharpe({ sharpe: mean / deviation, observations, skewness, kurtosis }, 0);
}

function summarise(works: readonly WindowWork[]) {
  const windows = works.map(({ walked }) => walked);
  const returns = works.flatMap((work) => work.returns);
  const traded = windows.map((window) => window.traded);
  return {
    windows,
    trades: sum(traded.map((part) => part?.trades ?? 0)),
    returnPct: sum(traded.map((part) => part?.returnPct ?? 0)),
    sharpe: sharpeRatio(returns),
    chanceAboveZero: chanceOf(returns),
    profitableWindows: traded.filter((part) => (part?.returnPct ?? 0) > 0).length,
    efficiency: efficiencyOf(windows),
  };
}

export interface WalkForwardHooks {
  /** Share of all searches that is done, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

/**
 * Searches each window, then trades what it found on the time right after it, as somebody who had searched again and
 * again would have. SearchError, BacktestError or TapeError say what is wrong.
 */
export async function runWalkForward(
  order: WalkForwardOrder,
  room: SearchRoom,
  { onProgress }: WalkForwardHooks = {},
): Promise<WalkForwardResult> {
  const { request, plan } = order;
  const prepared = await prepareRun(request.base, room.places);
  const span = spanOf(request.base, prepared.data);
  const windows = valueOrThrow(walkForwardWindows(span, plan));
  const id = idOf(order, span, prepared.strategies);
  const works: WindowWork[] = [];
  for (const [index, window] of windows.entries()) {
    const hooks: SearchHooks = {
      onProgress: ({ trialsDone, trialsPlanned }) =>
        onProgress?.((index + trialsDone / trialsPlanned) / windows.length),
    };
    const searchId = `${id}-${index + 1}`;
    works.push(await walkWindow(window, { order, searchId, room, hooks }));
  }
  return { id, plan, ...summarise(works) };
}
