import type { Migration } from './migration.ts';

const ORDER_FACTS = `
  entry_probability REAL NOT NULL,
  entry_units_intent TEXT NOT NULL,
  thesis TEXT NOT NULL`;

const GUARD = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE controls (
  strategy_id TEXT PRIMARY KEY,
  entry_enabled INTEGER NOT NULL CHECK (entry_enabled IN (0, 1)),
  exit_enabled INTEGER NOT NULL CHECK (exit_enabled IN (0, 1)),
  memo TEXT NOT NULL, by TEXT NOT NULL, ts_updated INTEGER NOT NULL, event_seq INTEGER NOT NULL
);
CREATE TABLE locks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  level TEXT NOT NULL CHECK (level IN ('none', 'lock', 'freeze')),
  reason TEXT NOT NULL, by TEXT NOT NULL, ts_since INTEGER NOT NULL, event_seq INTEGER NOT NULL
);
CREATE TABLE risk_memory (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  ts_day INTEGER NOT NULL, day_start_equity TEXT NOT NULL, peak_equity TEXT NOT NULL,
  breaker_tripped_ts INTEGER, throttled TEXT NOT NULL
);
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  ts INTEGER NOT NULL, actor TEXT NOT NULL, via TEXT NOT NULL, action TEXT NOT NULL,
  request TEXT NOT NULL, outcome TEXT NOT NULL, event_seq INTEGER NOT NULL, hash TEXT NOT NULL
);
CREATE TABLE receipts (
  command_id TEXT PRIMARY KEY,
  event_seq INTEGER NOT NULL, enforced_ms REAL NOT NULL, ts_enforced INTEGER NOT NULL
) WITHOUT ROWID;
`;

const TRADING = `
CREATE TABLE intents (
  intent_id TEXT PRIMARY KEY, strategy_id TEXT NOT NULL, symbol TEXT NOT NULL,
  purpose TEXT NOT NULL, side TEXT NOT NULL, type TEXT NOT NULL, time_in_force TEXT NOT NULL,
  qty TEXT NOT NULL, price TEXT,${ORDER_FACTS},
  stop_price TEXT, target_price TEXT, position_id TEXT NOT NULL, exit_reason TEXT,
  ts_expires INTEGER NOT NULL, ts_recorded INTEGER NOT NULL
);
CREATE TABLE orders (
  client_order_id TEXT PRIMARY KEY, symbol TEXT NOT NULL, side TEXT NOT NULL,
  type TEXT NOT NULL, time_in_force TEXT NOT NULL,
  qty TEXT NOT NULL, price TEXT, stop_price TEXT,
  post_only INTEGER NOT NULL, reduce_only INTEGER NOT NULL,
  intent_id TEXT NOT NULL, strategy_id TEXT NOT NULL, purpose TEXT NOT NULL,
  position_id TEXT NOT NULL,${ORDER_FACTS},
  planned_stop_price TEXT, planned_target_price TEXT, exit_reason TEXT,
  ts_created INTEGER NOT NULL, ts_expires INTEGER NOT NULL, state TEXT NOT NULL, venue_order_id TEXT,
  filled_qty TEXT NOT NULL, ts_updated INTEGER NOT NULL, refusal TEXT
);
CREATE INDEX orders_working ON orders (state)
  WHERE state NOT IN ('denied', 'filled', 'cancelled', 'rejected', 'expired');
CREATE INDEX orders_ended ON orders (ts_updated)
  WHERE state IN ('denied', 'filled', 'cancelled', 'rejected', 'expired');
CREATE TABLE fills (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  trade_id TEXT NOT NULL, client_order_id TEXT NOT NULL, venue_order_id TEXT NOT NULL,
  symbol TEXT NOT NULL, side TEXT NOT NULL, price TEXT NOT NULL, qty TEXT NOT NULL,
  fee TEXT NOT NULL, liquidity TEXT NOT NULL, ts_event INTEGER NOT NULL,
  strategy_id TEXT NOT NULL, position_id TEXT NOT NULL, realised_quote TEXT NOT NULL,
  rate TEXT NOT NULL, realised TEXT NOT NULL, fee_account TEXT NOT NULL, net TEXT NOT NULL
);
CREATE UNIQUE INDEX fills_once ON fills (trade_id, symbol, client_order_id);
CREATE TABLE positions (
  position_id TEXT PRIMARY KEY, strategy_id TEXT NOT NULL, symbol TEXT NOT NULL,
  qty TEXT NOT NULL, cost_quote TEXT NOT NULL, peak_qty TEXT NOT NULL,
  exit_qty TEXT NOT NULL, exit_quote TEXT NOT NULL, realised TEXT NOT NULL, fees TEXT NOT NULL,
  ts_opened INTEGER NOT NULL,${ORDER_FACTS},
  stop_price TEXT NOT NULL, target_price TEXT, best_price TEXT NOT NULL,
  closing_order_id TEXT, closing_reason TEXT, closing_thesis TEXT
);
CREATE TABLE trades (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  position_id TEXT NOT NULL, strategy_id TEXT NOT NULL, symbol TEXT NOT NULL,
  side TEXT NOT NULL, qty TEXT NOT NULL, entry_price TEXT NOT NULL, exit_price TEXT NOT NULL,
  ts_opened INTEGER NOT NULL, ts_closed INTEGER NOT NULL,
  realised TEXT NOT NULL, fees TEXT NOT NULL, net TEXT NOT NULL,${ORDER_FACTS},
  exit_reason TEXT NOT NULL, exit_thesis TEXT NOT NULL
);
CREATE TABLE ledger_totals (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  fills INTEGER NOT NULL, realised TEXT NOT NULL, fees TEXT NOT NULL, net TEXT NOT NULL,
  by_symbol TEXT NOT NULL, by_strategy TEXT NOT NULL, cash_quote TEXT NOT NULL
);
`;

const WATCHING = `
CREATE TABLE signals (
  strategy_id TEXT PRIMARY KEY, symbol TEXT NOT NULL, side TEXT NOT NULL, purpose TEXT NOT NULL,
  entry_probability REAL NOT NULL, thesis TEXT NOT NULL, ts INTEGER NOT NULL
);
CREATE TABLE denials (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  intent_id TEXT NOT NULL, strategy_id TEXT NOT NULL, symbol TEXT NOT NULL, purpose TEXT NOT NULL,
  code TEXT NOT NULL, numbers TEXT NOT NULL, ts INTEGER NOT NULL, count INTEGER NOT NULL
);
CREATE TABLE equity_points (
  ts INTEGER NOT NULL PRIMARY KEY,
  equity TEXT NOT NULL, total TEXT NOT NULL, by_symbol TEXT NOT NULL, by_strategy TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE alerts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  level TEXT NOT NULL, code TEXT NOT NULL, text TEXT NOT NULL, ts INTEGER NOT NULL
);
CREATE TABLE candles (
  symbol TEXT NOT NULL, timeframe_ms INTEGER NOT NULL, ts_open INTEGER NOT NULL,
  open TEXT NOT NULL, high TEXT NOT NULL, low TEXT NOT NULL, close TEXT NOT NULL,
  volume TEXT NOT NULL, ticks INTEGER NOT NULL,
  PRIMARY KEY (symbol, timeframe_ms, ts_open)
) WITHOUT ROWID;
`;

const SIGN_IN = `
CREATE TABLE links (hash TEXT PRIMARY KEY, ts_expires INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE sessions (
  hash TEXT PRIMARY KEY, user_name TEXT NOT NULL, ts_expires INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE tokens (
  hash TEXT PRIMARY KEY, label TEXT NOT NULL UNIQUE, ts_created INTEGER NOT NULL
) WITHOUT ROWID;
`;

export const createTables: Migration = {
  version: 1,
  name: 'create_tables',
  sql: GUARD + TRADING + WATCHING + SIGN_IN,
};
