import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { LockState, StrategyControl } from '@quarterdeck/core/model/control';
import type { DenialRecord, Signal } from '@quarterdeck/core/model/effect';
import type { BookedFill } from '@quarterdeck/core/model/fill';
import type { Intent } from '@quarterdeck/core/model/intent';
import type { Order } from '@quarterdeck/core/model/order';
import type { ClosedTrade, Position } from '@quarterdeck/core/model/position';
import type { LedgerTotals, RiskMemory } from '@quarterdeck/core/model/restored';
import { openTestMemory } from '../testing/open-test-memory.ts';
import { agentParts } from './agent-parts.ts';
import { alerts } from './alerts.ts';
import { audit } from './audit.ts';
import { candles } from './candles.ts';
import { controls } from './controls.ts';
import { decisionOutcomes, decisions, decisionTexts, gateCounts } from './decisions.ts';
import { denials } from './denials.ts';
import { equityPoints } from './equity-points.ts';
import { fills } from './fills.ts';
import { intents } from './intents.ts';
import { ledgerTotals } from './ledger-totals.ts';
import { locks } from './locks.ts';
import { meta } from './meta.ts';
import { orders } from './orders.ts';
import { paramsVersions } from './params-versions.ts';
import { positions } from './positions.ts';
import { receipts } from './receipts.ts';
import { riskMemory } from './risk-memory.ts';
import { links, sessions, tokens } from './sign-in.ts';
import { signals } from './signals.ts';
import { trades } from './trades.ts';

const TABLES = [
  agentParts,
  alerts,
  audit,
  candles,
  controls,
  decisionOutcomes,
  decisionTexts,
  decisions,
  denials,
  equityPoints,
  fills,
  gateCounts,
  intents,
  ledgerTotals,
  links,
  locks,
  meta,
  orders,
  paramsVersions,
  positions,
  receipts,
  riskMemory,
  sessions,
  signals,
  tokens,
  trades,
] as const;

interface ColumnInfo {
  readonly name: string;
  readonly notnull: number;
  readonly pk: number;
}

test('the migrations and the code agree on every column', () => {
  const { sqlite } = openTestMemory().database;
  const stored = sqlite.prepare<[string], ColumnInfo>('SELECT * FROM pragma_table_info(?)');
  const describeColumn = (table: string, column: string, isRequired: boolean) =>
    `${table}.${column}${isRequired ? '' : ' (may be empty)'}`;
  const inFile = TABLES.map((table) => getTableName(table)).flatMap((name) =>
    stored
      .all(name)
      .map((column) => describeColumn(name, column.name, column.notnull + column.pk > 0)),
  );
  const tables: readonly SQLiteTable[] = TABLES;
  const inCode = tables.flatMap((table) =>
    Object.values(getTableColumns(table)).map((column) =>
      describeColumn(getTableName(table), column.name, column.notNull),
    ),
  );
  expect(inFile.toSorted()).toStrictEqual(inCode.toSorted());
});

test('no table stands in the file that the code does not know', () => {
  const { sqlite } = openTestMemory().database;
  const names = sqlite
    .prepare<[], string>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .pluck()
    .all();
  expect(names).toStrictEqual(TABLES.map((table) => getTableName(table)).toSorted());
});

type Lost<TModel, TTable extends SQLiteTable> = Exclude<keyof TModel, keyof TTable['$inferInsert']>;
type IsNever<TValue> = [TValue] extends [never] ? true : false;

/** A field added to the model without a column stops the build at its line. */
const NOTHING_IS_LOST: {
  readonly lock: IsNever<Lost<LockState, typeof locks>>;
  readonly control: IsNever<Lost<StrategyControl, typeof controls>>;
  readonly intent: IsNever<Lost<Intent, typeof intents>>;
  readonly order: IsNever<Lost<Order, typeof orders>>;
  readonly fill: IsNever<Lost<BookedFill, typeof fills>>;
  readonly position: IsNever<Lost<Position, typeof positions>>;
  readonly trade: IsNever<Lost<ClosedTrade, typeof trades>>;
  readonly totals: IsNever<Lost<LedgerTotals, typeof ledgerTotals>>;
  readonly risk: IsNever<Lost<RiskMemory, typeof riskMemory>>;
  readonly signal: IsNever<Lost<Signal, typeof signals>>;
  readonly denial: IsNever<Lost<DenialRecord, typeof denials>>;
  readonly candle: IsNever<Lost<Candle, typeof candles>>;
} = {
  lock: true,
  control: true,
  intent: true,
  order: true,
  fill: true,
  position: true,
  trade: true,
  totals: true,
  risk: true,
  signal: true,
  denial: true,
  candle: true,
};

test('every field of a stored model has a column', () => {
  expect(Object.values(NOTHING_IS_LOST).every(Boolean)).toBe(true);
});
