import path from 'node:path';
import type { RiskConfig } from '@quarterdeck/core/contract/config.schema';
import type { DeskOptions, StrategySetup } from '@quarterdeck/core/desk-contract';
import { money } from '@quarterdeck/core/kernel/decimal';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import { describeProblem } from '../../runtime/config/config-problem.ts';
import { loadConfig } from '../../runtime/config/load-config.ts';
import { replayDeskOptions, type TapeBars } from '../../runtime/config/replay-desk-options.ts';
import { toDeskOptions } from '../../runtime/config/to-desk-options.ts';
import { projectRoot } from '../../runtime/start/project-paths.ts';

/** Those the project ships with, whatever its file says today: they shall bind now and then, and never forbid all. */
const RISK: RiskConfig = {
  max_order_notional: '10000',
  max_symbol_exposure: '25000',
  max_total_exposure: '60000',
  max_open_orders: 40,
  max_orders_per_second: 20,
  price_collar_bps: 50,
  stale_after_ms: 5_000,
  max_daily_loss: '2000',
  max_drawdown_pct: 5,
  repeated_entries_limit: 12,
  repeated_entries_window_ms: 60_000,
};
const STARTING_BALANCE = '100000';

/**
 * Every strategy of the catalogue with the parameters of the project's files, variants among them, each switched on.
 * Error when the files cannot be read.
 */
export function readCatalogue(): readonly StrategySetup[] {
  const file = path.join(projectRoot, 'config/quarterdeck.yaml');
  const strategyFolder = path.join(projectRoot, 'config/strategies');
  const loaded = loadConfig(file, { strategyFolder, catalogue: strategyCatalogue });
  if (!loaded.ok) throw new Error(loaded.problems.map(describeProblem).join('; '));
  const { strategies } = toDeskOptions(loaded.value, 'proof');
  return strategies.map((setup) => ({ ...setup, initial: 'on' }));
}

/** A pair stands on its own two symbols where both are played, else on the first two there are. */
function seatPair(setup: StrategySetup, own: StrategySetup['symbols']): StrategySetup {
  const { symbolCount } = setup.strategy;
  if (symbolCount === undefined) return setup;
  const hasOwn = own.length === symbolCount && own.every((each) => setup.symbols.includes(each));
  return { ...setup, symbols: hasOwn ? own : setup.symbols.slice(0, symbolCount) };
}

/** The desk of a replay of these tapes, with limits that are the same on every machine. */
export function catalogueDesk(
  setups: readonly StrategySetup[],
  played: { readonly instruments: readonly Instrument[]; readonly bars: TapeBars },
): DeskOptions {
  const { instruments, bars } = played;
  const base: DeskOptions = {
    deskId: 'proof',
    accountCurrency: 'USD',
    pegged: ['USDT'],
    startingBalance: money(STARTING_BALANCE),
    instruments,
    strategies: setups,
    risk: RISK,
    safety: { max_stop_bps: 400, trail_after_bps: 40, trail_distance_bps: 25 },
    startsLocked: false,
  };
  const desk = replayDeskOptions(base, instruments, bars);
  const strategies = desk.strategies.map((setup, index) =>
    seatPair(setup, setups[index]?.symbols ?? []),
  );
  return { ...desk, strategies };
}
