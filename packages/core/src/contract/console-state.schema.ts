import { z } from 'zod';
import { agentStatusSchema } from './agent/agent-status.schema.ts';
import { positiveDecimalSchema, signedDecimalSchema } from './decimal.schema.ts';

const ts = z.number();
const sideSchema = z.enum(['buy', 'sell']);
const purposeSchema = z.enum(['entry', 'exit', 'safety', 'operator']);
const numbersSchema = z.record(z.string(), z.union([z.string(), z.number()]));

const lockSchema = z.object({
  level: z.enum(['none', 'lock', 'freeze']),
  reason: z.string(),
  by: z.string(),
  tsSince: ts,
  eventSeq: z.number(),
});

const engineSchema = z.object({
  mode: z.enum(['SIMULATED', 'PAPER', 'LIVE']),
  account: z.string(),
  currency: z.string(),
  /** `reconciling`: entries wait until the venue's book and ours agree. */
  state: z.enum(['starting', 'reconciling', 'running', 'impaired', 'draining']),
  stateDetail: z.string(),
  sessionId: z.string(),
  version: z.string(),
  source: z.string(),
  tsStarted: ts,
  /** Number of the newest event the desk handled. */
  eventSeq: z.number(),
  eventsPerSecond: z.number(),
});

const namedAmountSchema = z.object({ name: z.string(), net: signedDecimalSchema });

/** All account currency. `total = realised net of fees + open`. */
const pnlSchema = z.object({
  equity: signedDecimalSchema,
  startingBalance: signedDecimalSchema,
  total: signedDecimalSchema,
  realised: signedDecimalSchema,
  fees: signedDecimalSchema,
  open: signedDecimalSchema,
  day: signedDecimalSchema,
  drawdownPct: z.number(),
  tradesToday: z.number(),
  winRate: z.number().nullable(),
  /** Realised net plus open, by symbol and by strategy; each list sums to `total` to the last digit. */
  bySymbol: z.array(namedAmountSchema),
  byStrategy: z.array(namedAmountSchema),
});

/** Four sums of the same realised net profit; the screen shows them side by side. */
const tiesOutSchema = z.object({
  ok: z.boolean(),
  total: signedDecimalSchema,
  symbols: signedDecimalSchema,
  strategies: signedDecimalSchema,
  /** Summed from the stored fills. */
  fills: signedDecimalSchema,
  fillCount: z.number(),
  tsChecked: ts,
});

const exposureSchema = z.object({
  total: signedDecimalSchema,
  cap: signedDecimalSchema,
  bySymbol: z.array(
    z.object({ symbol: z.string(), exposure: signedDecimalSchema, cap: signedDecimalSchema }),
  ),
});

export const strategyRowSchema = z.object({
  id: z.string(),
  title: z.string(),
  rule: z.string(),
  symbols: z.array(z.string()),
  state: z.enum(['running', 'failed']),
  error: z.string().nullable(),
  entry_enabled: z.boolean(),
  exit_enabled: z.boolean(),
  memo: z.string(),
  switchedBy: z.string(),
  tsSwitched: ts,
  switchSeq: z.number(),
  lastSignal: z
    .object({
      ts,
      symbol: z.string(),
      side: sideSchema,
      purpose: purposeSchema,
      entry_probability: z.number(),
      thesis: z.string(),
    })
    .nullable(),
  lastDenial: z
    .object({ ts, symbol: z.string(), code: z.string(), numbers: numbersSchema, count: z.number() })
    .nullable(),
  net: signedDecimalSchema,
  open: signedDecimalSchema,
  trades: z.number(),
  winRate: z.number().nullable(),
  openPositions: z.number(),
});

export const positionRowSchema = z.object({
  positionId: z.string(),
  strategyId: z.string(),
  symbol: z.string(),
  side: z.enum(['long', 'short']),
  qty: positiveDecimalSchema,
  entryPrice: z.string(),
  markPrice: z.string(),
  stopPrice: z.string(),
  targetPrice: z.string().nullable(),
  /** Account currency, at the price it would close on. */
  open: signedDecimalSchema,
  gainBps: z.number(),
  tsOpened: ts,
  isClosing: z.boolean(),
  entry_probability: z.number(),
  entry_units_intent: signedDecimalSchema,
  thesis: z.string(),
});

export const orderRowSchema = z.object({
  clientOrderId: z.string(),
  venueOrderId: z.string().nullable(),
  strategyId: z.string(),
  symbol: z.string(),
  side: sideSchema,
  purpose: purposeSchema,
  type: z.enum(['market', 'limit', 'stop']),
  qty: positiveDecimalSchema,
  filledQty: z.string(),
  price: z.string().nullable(),
  state: z.string(),
  tsCreated: ts,
  tsUpdated: ts,
});

export const tradeRowSchema = z.object({
  positionId: z.string(),
  strategyId: z.string(),
  symbol: z.string(),
  side: z.enum(['long', 'short']),
  qty: positiveDecimalSchema,
  entryPrice: z.string(),
  exitPrice: z.string(),
  tsOpened: ts,
  tsClosed: ts,
  net: signedDecimalSchema,
  fees: signedDecimalSchema,
  entry_probability: z.number(),
  entry_units_intent: signedDecimalSchema,
  thesis: z.string(),
  exitReason: z.string(),
  exitThesis: z.string(),
});

export const feedRowSchema = z.object({
  symbol: z.string(),
  state: z.enum(['live', 'stale', 'closed', 'waiting']),
  bid: z.string().nullable(),
  ask: z.string().nullable(),
  spreadBps: z.number().nullable(),
  tsLast: ts.nullable(),
  ticks: z.number(),
  ticksPerSecond: z.number(),
  tickSize: z.string(),
});

export const loopRowSchema = z.object({
  name: z.string(),
  state: z.enum(['running', 'backing-off', 'stopped']),
  restarts: z.number(),
  lastError: z.string().nullable(),
  tsBeat: ts,
  tsRetry: ts.nullable(),
});

export const laneRowSchema = z.object({
  symbol: z.string(),
  isBusy: z.boolean(),
  queued: z.number(),
  acquired: z.number(),
  released: z.number(),
  lastHoldMs: z.number(),
});

export const alertRowSchema = z.object({
  id: z.number(),
  ts,
  level: z.enum(['info', 'warning', 'critical']),
  code: z.string(),
  text: z.string(),
});

/** One line of the event or audit tail. */
export const tailRowSchema = z.object({ seq: z.number(), ts, kind: z.string(), text: z.string() });

const flattenSchema = z.object({
  phase: z.enum(['idle', 'cancelling', 'closing', 'verifying', 'flat', 'stuck']),
  by: z.string(),
  tsStarted: ts,
  attempts: z.number(),
  /** What the venue's own book still holds, in words. */
  left: z.array(z.string()),
});

/** Result of comparing our books with the venue's. */
const reconcileSchema = z.object({
  ok: z.boolean(),
  tsChecked: ts.nullable(),
  differences: z.array(z.string()),
});

export const equityPointSchema = z.object({
  ts,
  equity: signedDecimalSchema,
  total: signedDecimalSchema,
  bySymbol: z.record(z.string(), signedDecimalSchema),
  byStrategy: z.record(z.string(), signedDecimalSchema),
});

/** Everything the console shows, in slices; a delta carries the slices that changed, whole. */
export const consoleStateSchema = z.object({
  engine: engineSchema,
  lock: lockSchema,
  pnl: pnlSchema,
  tiesOut: tiesOutSchema,
  exposure: exposureSchema,
  strategies: z.array(strategyRowSchema),
  positions: z.array(positionRowSchema),
  orders: z.array(orderRowSchema),
  /** Newest first, at most 50. */
  trades: z.array(tradeRowSchema),
  feeds: z.array(feedRowSchema),
  loops: z.array(loopRowSchema),
  lanes: z.array(laneRowSchema),
  /** Newest first, at most 50. */
  alerts: z.array(alertRowSchema),
  /** Newest first, at most 40. */
  eventTail: z.array(tailRowSchema),
  auditTail: z.array(tailRowSchema),
  flatten: flattenSchema,
  reconcile: reconcileSchema,
  /** Newest point of the equity curve, once a second. */
  equityPoint: equityPointSchema.nullable(),
  /** Null where no agent is configured. */
  agent: agentStatusSchema.nullable(),
});

export type ConsoleState = z.output<typeof consoleStateSchema>;
export type ConsoleSlice = keyof ConsoleState;

/** `epoch` changes with every engine start: a client that holds another one takes the snapshot. */
export const streamMessageSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('snapshot'),
    epoch: z.string(),
    seq: z.number(),
    tsServer: ts,
    state: consoleStateSchema,
  }),
  z.object({
    kind: z.literal('delta'),
    epoch: z.string(),
    seq: z.number(),
    tsServer: ts,
    changed: consoleStateSchema.partial(),
  }),
]);

export type StreamMessage = z.output<typeof streamMessageSchema>;
export type StrategyRow = z.output<typeof strategyRowSchema>;
export type PositionRow = z.output<typeof positionRowSchema>;
export type OrderRow = z.output<typeof orderRowSchema>;
export type TradeRow = z.output<typeof tradeRowSchema>;
export type FeedRow = z.output<typeof feedRowSchema>;
export type LoopRow = z.output<typeof loopRowSchema>;
export type LaneRow = z.output<typeof laneRowSchema>;
export type AlertRow = z.output<typeof alertRowSchema>;
export type TailRow = z.output<typeof tailRowSchema>;
export type EquityPoint = z.output<typeof equityPointSchema>;
