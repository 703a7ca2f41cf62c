import type { InstrumentConfig } from '@quarterdeck/core/contract/config.schema';
import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import { money, price, qty } from '@quarterdeck/core/kernel/decimal';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import { toAgentSetup, type AgentWorld } from '../agent/agent-setup.ts';
import type { LoadedConfig } from './load-config.ts';

/** Text of the file into exact values; the schema has checked it. */
function toInstrument(row: InstrumentConfig): Instrument {
  const [base = '', quote = ''] = row.symbol.split('/');
  return {
    symbol: asSymbolId(row.symbol),
    base,
    quote,
    tickSize: price(row.tick_size),
    lotSize: qty(row.lot_size),
    minQty: qty(row.min_qty),
    minNotional: money(row.min_notional),
    calendar: row.calendar,
  };
}

/** Venues whose orders cost nothing; everything else starts locked. */
const FREE_VENUES: ReadonlySet<string> = new Set(['simulated']);

/** Without `world` there is no agent, whatever the file says: a backtest is of its strategies alone. */
export function toDeskOptions(
  loaded: LoadedConfig,
  deskId: string,
  world?: AgentWorld,
): DeskOptions {
  const { config } = loaded;
  const agent = world === undefined ? undefined : toAgentSetup(config, world);
  return {
    deskId,
    accountCurrency: config.account.currency,
    pegged: config.account.pegged,
    startingBalance: money(config.account.starting_balance),
    instruments: config.instruments.map(toInstrument),
    strategies: loaded.strategies.map(({ strategy, params, symbols, initial, failure }) => ({
      strategy,
      params,
      symbols: symbols.map(asSymbolId),
      initial,
      ...(failure !== undefined && { failure }),
    })),
    risk: config.risk,
    safety: config.safety,
    ...(agent !== undefined && { agent }),
    startsLocked: !FREE_VENUES.has(config.venue),
  };
}
