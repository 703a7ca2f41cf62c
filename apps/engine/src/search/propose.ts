import type { Proposal } from '@quarterdeck/core/contract/strategy-card.schema';
import type { Parsed } from '@quarterdeck/core/kernel/verdict';
import {
  chooseProposal,
  type ScoredTrial,
} from '@quarterdeck/core/simulation/research/choose-proposal';
import type { ParamPoint } from '@quarterdeck/core/simulation/research/parameter-space';
import { rankTrials } from '@quarterdeck/core/simulation/research/rank-trials';
import type { Span } from '@quarterdeck/core/simulation/research/split-span';
import { createTrialRunner, type RunTrial } from './run-trial.ts';
import {
  CANDIDATES,
  leastTradesOutside,
  type FinishedSearch,
  type SearchRoom,
} from './run-search.ts';
import { SearchError } from './search-error.ts';
import type { TrialFigures } from './trial-task.ts';

/** The parameters in effect, as they are. */
const AS_CONFIGURED: ParamPoint = {};

async function figuresOf(
  runTrial: RunTrial,
  params: ParamPoint,
  on: { readonly span: Span; readonly minTrades: number },
): Promise<TrialFigures> {
  const outcome = await runTrial({ params, ...on });
  if (outcome.ok) return outcome;
  throw new SearchError(outcome.error);
}

function ensureProposable({ run, plan }: FinishedSearch): Span {
  if (run.state !== 'done') throw new SearchError(`the search is ${run.state}: let it end first`);
  if (Object.keys(run.request.base.params).length > 0) {
    throw new SearchError('a proposal changes the parameters in effect: search without --params');
  }
  const { outOfSample } = plan.spans;
  if (outOfSample !== undefined) return outOfSample;
  throw new SearchError('a proposal needs a part of the data that the search has not seen');
}

async function scoreOutside(
  { run, trials }: FinishedSearch,
  runTrial: RunTrial,
  span: Span,
): Promise<readonly ScoredTrial[]> {
  const minTrades = leastTradesOutside(run.request);
  const scored: ScoredTrial[] = [];
  for (const trial of rankTrials(trials).slice(0, CANDIDATES)) {
    const { inSample, outOfSample, params, score } = trial;
    if (inSample === null || outOfSample === null) continue;
    const outside = await figuresOf(runTrial, params as ParamPoint, { span, minTrades });
    scored.push({
      trial: { ...trial, inSample, outOfSample },
      inSample: score,
      outOfSample: outside.score,
    });
  }
  return scored;
}

/**
 * A change of parameters for a person to decide on; stored, and nothing else: live parameters stay. Refused where no
 * candidate beats what is in effect on both parts of the data. SearchError for a search that cannot lead to one.
 */
export async function propose(
  search: FinishedSearch,
  room: SearchRoom,
  id: string,
): Promise<Parsed<Proposal>> {
  const outside = ensureProposable(search);
  const { run, plan } = search;
  const runTrial = createTrialRunner({ request: run.request, places: room.places });
  const scored = await scoreOutside(search, runTrial, outside);
  // What is in effect is not asked for a number of trades: the change has to earn its place.
  const { inSample } = plan.spans;
  const now = await figuresOf(runTrial, AS_CONFIGURED, { span: inSample, minTrades: 0 });
  const later = await figuresOf(runTrial, AS_CONFIGURED, { span: outside, minTrades: 0 });
  const chosen = chooseProposal(scored, { inSample: now.score, outOfSample: later.score });
  if (!chosen.ok) return chosen;
  const { trial } = chosen.value;
  const proposal: Proposal = {
    ...{ id, strategyId: plan.strategyId, searchId: run.id },
    ...{ params: trial.params, inSample: trial.inSample, outOfSample: trial.outOfSample },
    current: later.summary,
    verdict: run.verdict?.text ?? '',
    isLikelyNoise: run.verdict?.isLikelyNoise ?? true,
    ...{ state: 'open', decidedBy: null, ts: room.clock.now() },
  };
  room.memory.proposals.add(proposal);
  return { ok: true, value: proposal };
}
