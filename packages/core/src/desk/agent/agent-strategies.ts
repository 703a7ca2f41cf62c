import { z } from 'zod';
import type { AgentSetup, DeskOptions, StrategySetup } from '../../desk-contract.ts';
import { asStrategyId, type StrategyId } from '../../kernel/ids.ts';
import type { Position } from '../../model/position.ts';
import { defineStrategy, type ExitBrain, type Strategy } from '../../strategies/contract.ts';

/** What the model decides is ordered, switched and accounted for under this name. */
export const CLAUDE = asStrategyId('claude');
/** What the rule pipeline decides in its place. */
export const CLAUDE_RULES = asStrategyId('claude_rules');

export const AGENT_STRATEGIES: ReadonlySet<StrategyId> = new Set([CLAUDE, CLAUDE_RULES]);

export const isAgentPosition = (position: Pick<Position, 'strategyId'>): boolean =>
  AGENT_STRATEGIES.has(position.strategyId);

/** Stored as the exit's thesis, and read again when the trade is reflected on. */
export const TARGET_REACHED = 'target reached';
/** The longest indicator of the snapshot reads this many bars before it is believed. */
const WARMUP_BARS = 60;

const isTargetMet: NonNullable<ExitBrain['onQuote']> = (view, position) => {
  const { targetPrice, side } = position;
  if (targetPrice === undefined) return undefined;
  const isMet = side === 'long' ? view.bid >= targetPrice : view.ask <= targetPrice;
  return isMet ? { fraction: 1, thesis: TARGET_REACHED } : undefined;
};

/** Its entries come from an answer, not from a brain; its exit brain watches the target that the answer named. */
function agentStrategy(
  setup: AgentSetup,
  text: { readonly id: string; readonly title: string; readonly rule: string },
): Strategy {
  return defineStrategy({
    ...text,
    params: z.strictObject({}),
    timeframesMs: setup.config.timeframes_ms,
    isStopResting: true,
    warmupBars: WARMUP_BARS,
    createEntry: () => ({}),
    createExit: () => ({ onQuote: isTargetMet }),
  });
}

function agentSetups(setup: AgentSetup): readonly StrategySetup[] {
  const { config, symbols } = setup;
  const claude = agentStrategy(setup, {
    id: CLAUDE,
    title: 'Claude',
    rule: 'A language model is asked when the gate opens. It names a direction, a probability and a stop; its record, not its words, sets the size, and guard, risk limits and stops stand above every answer.',
  });
  const rules = agentStrategy(setup, {
    id: CLAUDE_RULES,
    title: 'Claude rules',
    rule: 'Five signals, weighed by what they have earned: trend, momentum, reversion, volume, derivatives. They decide while no model can be asked: no key, breaker open, or the budget of the day used up.',
  });
  return [
    { strategy: claude, params: {}, symbols, initial: config.initial },
    { strategy: rules, params: {}, symbols, initial: config.rules_initial },
  ];
}

/** The agent's two names stand among the strategies: with switches, rows, a ledger and bars like every other. */
export function withAgentStrategies(options: DeskOptions): DeskOptions {
  const { agent, strategies } = options;
  if (agent === undefined) return options;
  const others = strategies.filter(
    ({ strategy }) => !AGENT_STRATEGIES.has(asStrategyId(strategy.id)),
  );
  return { ...options, strategies: [...agentSetups(agent), ...others] };
}
