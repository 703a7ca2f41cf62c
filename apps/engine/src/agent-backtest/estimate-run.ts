import { createSimulatedDesk } from '@quarterdeck/core/desk';
import { costOfAttempts } from '@quarterdeck/core/decision/cost/cost-of';
import { DAY_MS } from '@quarterdeck/core/kernel/clock';
import { addMoney, asMoney, money, ZERO_MONEY, type Money } from '@quarterdeck/core/kernel/decimal';
import { createMatchingVenue } from '@quarterdeck/core/simulation/matching-venue';
import type { Answerer } from './answerers/answerer.ts';
import { createScriptedAnswerer } from './answerers/scripted-answerer.ts';
import { createScriptedModel } from './answerers/scripted-model.ts';
import type { PreparedAgentRun } from './prepare-agent-run.ts';
import { TapeRun } from './run-tape.ts';
import { warmUp } from './warm-up.ts';

/** US dollars at today's prices. */
export interface RunEstimate {
  readonly questions: number;
  readonly expected: Money;
  /** What the budget of each day allows. */
  readonly atMost: Money;
}

interface Counted {
  questions: number;
  cost: Money;
}

/** The same answers, with their bill on the side. */
function counting(answerer: Answerer, counted: Counted): Answerer {
  return {
    missed: 0,
    answer: async (question, at) => {
      const answer = await answerer.answer(question, at);
      const cost = costOfAttempts(answer.attempts);
      counted.questions += 1;
      if (cost.ok) counted.cost = addMoney(counted.cost, cost.value.certain);
      return answer;
    },
  };
}

/**
 * A rehearsal: the same tape with a scripted model, nothing kept. How often a real one is asked depends on its answers; how
 * much it can cost does not.
 */
export async function estimateRun(
  prepared: PreparedAgentRun,
  breathe: () => Promise<void>,
): Promise<RunEstimate> {
  const { desk: options, request, tsStart, tsEnd, inputs } = prepared;
  const { costs } = request;
  const counted: Counted = { questions: 0, cost: ZERO_MONEY };
  const tsFrom = Math.max(request.from ?? tsStart, tsStart);
  const warm = warmUp(inputs(), options, request.from);
  const tape = new TapeRun({
    desk: createSimulatedDesk(options),
    venue: createMatchingVenue({
      instruments: options.instruments,
      latencyMs: costs.latency_ms,
      makerFeeBps: costs.maker_fee_bps,
      takerFeeBps: costs.taker_fee_bps,
    }),
    answerer: counting(createScriptedAnswerer(createScriptedModel('momentum', 1), 1), counted),
    tsStart: tsFrom,
    wallShiftMs: options.agent.wallShiftMs,
    history: warm.history,
    onInput: () => undefined,
    onEffect: () => undefined,
  });
  for (const input of warm.inputs) {
    await tape.take(input);
    if (tape.inputCount % 2_000 === 0) await breathe();
  }
  const days = BigInt(Math.ceil((tsEnd - tsFrom) / DAY_MS) + 1);
  const { day_usd } = options.agent.config.model.budget;
  const { questions, cost } = counted;
  return { questions, expected: cost, atMost: asMoney(money(day_usd) * days) };
}
