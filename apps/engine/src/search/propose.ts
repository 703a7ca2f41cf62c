import type { SearchTrial } from '@quarterdeck/core/contract/search.schema';
import type { Proposal } from '@quarterdeck/core/contract/strategy-card.schema';
import type { Parsed } from '@quarterdeck/core/kernel/verdict';
import {
  chooseProposal,
  type ScoredTrial,
} from '@quarterdeck/core/simulation/research/choose-proposal';
import type { ParamPoint } from '@quarterdeck/core/simulation/research/parameter-space';
import { rankTrials } from '@quarterdeck/core/simulation/research/rank-trials';
import type { Span } from '@quarterdeck/core/simulation/research/split-span';
import type { FullParams } from './find-params-in-effect.ts';
import { createTrialRunner, type RunTrial } from './run-trial.ts';
import {
  CANDIDATES,
  leastTradesOutside,
  type FinishedSearch,
  type SearchRoom,
} from './run-search.ts';
import { SearchError } from './search-error.ts';
import type { TrialFigures } from './trial-task.ts';

export interface ProposeOrder {
  /** Of the new proposal. */
  readonly id: string;
  /** What a person has put into effect on the desk; undefined where the files rule. */
  readonly inEffect: FullParams | undefined;
  /** The one trial to propose; left out, the best of the candidates is. */
  readonly trial?: number;
}

type Search = Pick<FinishedSearch, 'run' | 'trials' | 'plan'>;
type Room = Pick<SearchRoom, 'memory' | 'places' | 'clock'>;

/** The parameters in effect, as they are. */
const AS_IN_EFFECT: ParamPoint = {};

async function figuresOf(
  runTrial: RunTrial,
  params: ParamPoint,
  on: { readonly span: Span; readonly minTrades: number },
): Promise<TrialFigures> {
  const outcome = await runTrial({ params, ...on });
  if (outcome.ok) return outcome;
  throw new SearchError(outcome.error);
}

function ensureProposable({ run, plan }: Search): Span {
  if (run.state !== 'done') throw new SearchError(`the search is ${run.state}: let it end first`);
  if (Object.keys(run.request.base.params).length > 0) {
    throw new SearchError('a proposal changes the parameters in effect: search without --params');
  }
  const { outOfSample } = plan.spans;
  if (outOfSample !== undefined) return outOfSample;
  throw new SearchError('a proposal needs a part of the data that the search has not seen');
}

function candidatesOf({ run, trials }: Search, wanted: number | undefined): readonly SearchTrial[] {
  if (wanted === undefined) {
    return rankTrials(trials)
      .slice(0, CANDIDATES)
      .filter(({ outOfSample }) => outOfSample !== null);
  }
  const trial = trials.find(({ number }) => number === wanted);
  if (trial === undefined) throw new SearchError(`search ${run.id} has no trial ${wanted}`);
  return [trial];
}

/** Sets of parameters are run over what is in effect, on both parts of the data. */
interface Rehearsal {
  readonly search: Search;
  readonly outside: Span;
  readonly run: RunTrial;
  /** What the search has stored was run over the files, and they rule. */
  readonly isAsSearched: boolean;
}

function prepareRehearsal(search: Search, { places }: Room, inEffect?: FullParams): Rehearsal {
  const outside = ensureProposable(search);
  const { base } = search.run.request;
  const params = inEffect === undefined ? {} : { [search.plan.strategyId]: { ...inEffect } };
  const request = { ...search.run.request, base: { ...base, params } };
  const run = createTrialRunner({ request, places });
  return { search, outside, run, isAsSearched: inEffect === undefined };
}

/** Run anew under a version: it may differ from the files in parameters that the search did not touch. */
async function scoreInside(
  { search, run, isAsSearched }: Rehearsal,
  trial: SearchTrial,
): Promise<Pick<TrialFigures, 'score' | 'summary'>> {
  const { inSample: summary, score, params } = trial;
  if (isAsSearched && summary !== null) return { score, summary };
  return figuresOf(run, params as ParamPoint, {
    span: search.plan.spans.inSample,
    minTrades: search.run.request.min_trades,
  });
}

async function scoreTrial(rehearsal: Rehearsal, trial: SearchTrial): Promise<ScoredTrial> {
  const { search, outside: span, run } = rehearsal;
  const minTrades = leastTradesOutside(search.run.request);
  const inside = await scoreInside(rehearsal, trial);
  const outside = await figuresOf(run, trial.params as ParamPoint, { span, minTrades });
  return {
    trial: { ...trial, inSample: inside.summary, outOfSample: outside.summary },
    inSample: inside.score,
    outOfSample: outside.score,
  };
}

/** What is in effect is not asked for a number of trades: the change has to earn its place. */
async function scoreInEffect({ search, outside: span, run }: Rehearsal) {
  const { inSample } = search.plan.spans;
  const inside = await figuresOf(run, AS_IN_EFFECT, { span: inSample, minTrades: 0 });
  const outside = await figuresOf(run, AS_IN_EFFECT, { span, minTrades: 0 });
  return { inSample: inside.score, outOfSample: outside.score, summary: outside.summary };
}

/**
 * A change of parameters for a person to decide on; stored, and nothing else: live parameters stay. Refused where no
 * candidate beats what is in effect on both parts of the data. SearchError for a search that cannot lead to one.
 */
export async function propose(
  search: Search,
  room: Room,
  { id, inEffect, trial: wanted }: ProposeOrder,
): Promise<Parsed<Proposal>> {
  const { run, plan } = search;
  const rehearsal = prepareRehearsal(search, room, inEffect);
  const scored: ScoredTrial[] = [];
  for (const trial of candidatesOf(search, wanted)) scored.push(await scoreTrial(rehearsal, trial));
  const now = await scoreInEffect(rehearsal);
  const chosen = chooseProposal(scored, now);
  if (!chosen.ok) return chosen;
  const { trial } = chosen.value;
  const proposal: Proposal = {
    ...{ id, strategyId: plan.strategyId, searchId: run.id },
    ...{ params: trial.params, inSample: trial.inSample, outOfSample: trial.outOfSample },
    current: now.summary,
    verdict: run.verdict?.text ?? '',
    isLikelyNoise: run.verdict?.isLikelyNoise ?? true,
    ...{ state: 'open', decidedBy: null, ts: room.clock.now() },
  };
  room.memory.proposals.add(proposal);
  return { ok: true, value: proposal };
}
