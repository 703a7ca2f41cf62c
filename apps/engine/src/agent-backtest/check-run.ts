import type { AgentBacktestReport } from '@quarterdeck/core/contract/agent/agent-backtest.schema';
import type { AgentSetup, Desk } from '@quarterdeck/core/desk-contract';
import { createReplaySteps } from '@quarterdeck/core/decision/agent/replay-steps';
import { notional } from '@quarterdeck/core/kernel/decimal';
import type { Fill } from '@quarterdeck/core/model/fill';
import type { MatchingVenue } from '@quarterdeck/core/simulation/matching-venue';
import type { DecisionReader } from '@quarterdeck/db/decision-reader';
import type { Clock } from '../ports/clock.ts';
import { replayDecisions } from '../cli/commands/decisions/replay-decisions.ts';
import { writeCanonical } from '../runtime/journal/write-canonical.ts';
import { rebuildLearner } from './rebuild-learner.ts';
import type { RunTally } from './run-tally.ts';

type Check = AgentBacktestReport['checks'][number];

export interface RunToCheck {
  readonly desk: Desk;
  readonly venue: MatchingVenue;
  readonly tally: RunTally;
  readonly reader: DecisionReader;
  readonly agent: AgentSetup;
  /** As the tables hold it. */
  readonly agentState: string | undefined;
  /** Positions in the order the journal closes them. */
  readonly closed: readonly string[];
  readonly clock: Pick<Clock, 'monotonicMs'>;
}

/** Of an agent's state; only the part that is compared. */
interface StoredLearner {
  readonly parts?: { readonly learner?: unknown };
}

/** Price times quantity of the venue's own fills, sold less bought, by symbol. */
function cashAtVenue(fills: readonly Fill[]): ReadonlyMap<string, bigint> {
  const cash = new Map<string, bigint>();
  for (const { symbol, side, price, qty } of fills) {
    const traded = notional(price, qty);
    cash.set(symbol, (cash.get(symbol) ?? 0n) + (side === 'sell' ? traded : -traded));
  }
  return cash;
}

function checkLedger({ desk, venue }: RunToCheck): Check {
  const { fills, positions } = venue.snapshot(desk.view.lastTs);
  const held = desk.view.positions();
  const { fills: booked, cashQuote } = desk.view.totals;
  const cash = cashAtVenue(fills);
  const isSameCash =
    cashQuote.length === cash.size &&
    cashQuote.every(({ symbol, cash: own }) => cash.get(symbol) === own);
  const isFlat = held.length === 0 && positions.every(({ qty }) => qty === 0n);
  return {
    name: 'the ledger is the venue’s own book',
    ok: booked === fills.length && isSameCash && isFlat,
    detail: `${booked} fills booked, ${fills.length} at the venue, ${held.length} positions left`,
  };
}

function checkOrders({ tally: { sent, sentTwice } }: RunToCheck): Check {
  const detail = `${sent.size} orders sent, ${sentTwice.length} of them twice`;
  return { name: 'no order twice', ok: sentTwice.length === 0, detail };
}

function checkTrades({ tally }: RunToCheck): Check {
  const { closedTwice, trades } = tally;
  const detail = `${trades.length} positions closed, ${closedTwice.length} of them twice`;
  return { name: 'each position closed once', ok: closedTwice.length === 0, detail };
}

function checkQuestions({ tally }: RunToCheck): Check {
  const { questions, answers, openQuestions } = tally;
  const ok = openQuestions.size === 0 && questions === answers;
  const detail = `${questions} asked, ${answers} ended, ${openQuestions.size} open`;
  return { name: 'every question ended once', ok, detail };
}

const checkBudget = ({ tally: { worstOverrun } }: RunToCheck): Check => ({
  name: 'the budget of no day was passed',
  ok: worstOverrun <= 0,
  detail: `${worstOverrun} US dollars over it at the worst`,
});

function checkChain({ reader }: RunToCheck): Check {
  const broken = reader.verifyChain();
  const detail = broken === undefined ? 'whole' : `breaks at row ${broken.id} of ${broken.table}`;
  return { name: 'the journal’s chain holds', ok: broken === undefined, detail };
}

function checkReplay({ reader, clock }: RunToCheck): Check {
  const { decisions, differenceCount, differences } = replayDecisions(reader, createReplaySteps(), {
    clock,
  });
  const [first] = differences;
  const where = first === undefined ? '' : `, the first ${first.decisionId} in ${first.field}`;
  return {
    name: 'every decision replays to itself',
    ok: differenceCount === 0,
    detail: `${decisions} decisions, ${differenceCount} came out otherwise${where}`,
  };
}

function checkLearner({ reader, agent, agentState, closed }: RunToCheck): Check {
  const rebuilt = rebuildLearner(reader, closed, agent.config.learner.bandit);
  const stored = (JSON.parse(agentState ?? '{}') as StoredLearner).parts?.learner;
  return {
    name: 'what was learned is what the journal teaches',
    ok: writeCanonical(rebuilt) === writeCanonical(stored),
    detail: `${rebuilt.tradeIds.length} trades of the model`,
  };
}

const CHECKS = [
  checkLedger,
  checkOrders,
  checkTrades,
  checkQuestions,
  checkBudget,
  checkChain,
  checkReplay,
  checkLearner,
] as const;

/** What must hold of every run, whoever answered. */
export const checkRun = (run: RunToCheck): readonly Check[] => CHECKS.map((check) => check(run));
