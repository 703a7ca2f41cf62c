import { agentConfigSchema } from '@quarterdeck/core/contract/agent/config/agent.schema';
import type { AgentSetup, DeskOptions, StrategySetup } from '@quarterdeck/core/desk-contract';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import { sdkVersion } from '../../adapters/claude/sdk-version.ts';
import { textDigest } from '../../runtime/agent/text-digest.ts';
import { drillDesk } from '../drill/drill-desk.ts';
import { drillInstruments } from '../drill/drill-instruments.ts';

/** Caps that bind now and then, account currency. */
export const SYMBOL_CAP = '6000';
export const TOTAL_CAP = '14000';

export const SOAK_INSTRUMENTS = drillInstruments(3);

/** Asked about each symbol every minute, on bars short enough to be there again soon after a restart. */
const AGENT = agentConfigSchema.parse({
  symbols: SOAK_INSTRUMENTS.map(({ symbol }) => symbol),
  timeframes_ms: [5_000, 15_000],
  signal_timeframe_ms: 5_000,
  gate: {
    timer: { min_s: 20, max_s: 60 },
    candle: { timeframes_ms: [], min_interval_s: 60 },
    budget: { min_pause_s: 10, max_per_hour: 400, reserved_per_hour: 10 },
  },
  decision: { rules: { next_check_s: 30 } },
  // It is tried again soon: a day is to hold many outages, and many ends of one.
  model: { budget: { day_usd: '1000' }, breaker: { transient_limit: 4, open_ms: 15_000 } },
});

const agent: AgentSetup = {
  config: AGENT,
  symbols: AGENT.symbols.map(asSymbolId),
  modelAbsence: '',
  makerFeeBps: 1,
  takerFeeBps: 2,
  wallShiftMs: 0,
  sdkVersion,
  configHash: textDigest(JSON.stringify(AGENT)),
  digest: textDigest,
};

/** All strategies and the agent, at a rate that can be kept up for a day. */
export function soakDesk(): DeskOptions {
  const desk = drillDesk({
    instruments: SOAK_INSTRUMENTS,
    rules: { pause: 100, hold: 30, notional: 900 },
    risk: {
      max_order_notional: '3000',
      max_symbol_exposure: SYMBOL_CAP,
      max_total_exposure: TOTAL_CAP,
      max_orders_per_second: 20,
    },
    startingBalance: '1000000',
  });
  return { ...desk, strategies: desk.strategies.map(withRestingStop), agent };
}

/** Every third keeps its stop at the venue, which has to be called back before each exit. */
const withRestingStop = (setup: StrategySetup, index: number): StrategySetup =>
  index % 3 === 0 ? { ...setup, strategy: { ...setup.strategy, isStopResting: true } } : setup;
