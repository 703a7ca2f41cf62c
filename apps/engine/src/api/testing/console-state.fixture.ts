import type { ConsoleState } from '@quarterdeck/core/contract/console-state.schema';

const money = '0.00';

/** A whole console state of a desk on which nothing has happened. */
export function emptyConsoleState(overrides: Partial<ConsoleState> = {}): ConsoleState {
  return {
    engine: {
      mode: 'SIMULATED',
      account: 'demo',
      currency: 'USD',
      state: 'running',
      stateDetail: '',
      sessionId: 's-1',
      version: '0.1.0',
      source: 'generator',
      tsStarted: 1_000,
      eventSeq: 1,
      eventsPerSecond: 40,
    },
    lock: { level: 'none', reason: '', by: 'desk', tsSince: 0, eventSeq: 0 },
    pnl: {
      equity: '100000.00',
      startingBalance: '100000.00',
      total: money,
      realised: money,
      fees: money,
      open: money,
      day: money,
      drawdownPct: 0,
      tradesToday: 0,
      winRate: null,
      bySymbol: [],
      byStrategy: [],
    },
    tiesOut: {
      ok: true,
      total: money,
      symbols: money,
      strategies: money,
      fills: money,
      fillCount: 0,
      tsChecked: 1_000,
    },
    exposure: { total: money, cap: '60000.00', bySymbol: [] },
    strategies: [strategyRow('scalp_ping_5s'), strategyRow('scalp_tick_imbalance')],
    positions: [],
    orders: [],
    trades: [],
    feeds: [],
    loops: [],
    lanes: [],
    alerts: [],
    eventTail: [],
    auditTail: [],
    flatten: { phase: 'idle', by: '', tsStarted: 0, attempts: 0, left: [] },
    reconcile: { ok: true, tsChecked: null, differences: [] },
    equityPoint: null,
    agent: null,
    ...overrides,
  };
}

export function strategyRow(id: string): ConsoleState['strategies'][number] {
  return {
    id,
    title: id,
    rule: 'a rule',
    symbols: ['BTC/USDT'],
    state: 'running',
    error: null,
    entry_enabled: true,
    exit_enabled: true,
    memo: '',
    switchedBy: 'desk',
    tsSwitched: 0,
    switchSeq: 0,
    lastSignal: null,
    lastDenial: null,
    net: money,
    open: money,
    trades: 0,
    winRate: null,
    openPositions: 0,
  };
}
