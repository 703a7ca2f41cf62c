import type { Desk } from '@quarterdeck/core/desk-contract';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { OrderState } from '@quarterdeck/core/model/order';
import type { MarketInput } from '@quarterdeck/core/simulation/market-input';
import { drillDesk } from '../drill/drill-desk.ts';
import { drillInstruments } from '../drill/drill-instruments.ts';
import { drillMarket } from '../drill/drill-market.ts';
import {
  deliverAll,
  figuresOf,
  folderOf,
  SignalWatch,
  TS_DRILL,
  TS_FIRST_QUOTE,
  WARM_UP_MS,
  type DrillFigures,
} from '../drill/run-drill.ts';
import { AuditedEngine } from '../engine/audited-engine.ts';
import { listenToDesk } from '../engine/listen-to-desk.ts';
import type { Findings } from '../findings.ts';
import { replayRun } from '../parity/replay-run.ts';
import type { StageContext } from '../stage.ts';

/** Between two quotes of one symbol. */
export const TICK_MS = 20;
/** What the source system asked for. */
const WIDEST_GAP_MS = 50;

export interface LoadSize {
  readonly symbols: number;
  /** Of all symbols together. */
  readonly quotes: number;
}

/** The drill with every figure held against the venue's book after every fill. */
export async function auditLoad(
  context: StageContext,
  { symbols, quotes }: LoadSize,
): Promise<DrillFigures> {
  const { folder, seed, findings, scheduler, signal } = context;
  const instruments = drillInstruments(symbols);
  const desk = drillDesk({ instruments });
  const own = folderOf(folder, `audited-${symbols}`);
  const signals = new SignalWatch();
  const audited = new AuditedEngine(context, {
    folder: own,
    desk,
    tsStart: TS_DRILL,
    wrapDesk: (each) => watchStates(signals.wrap(each), findings),
  });
  const { engine } = audited;
  engine.runTo(TS_DRILL + WARM_UP_MS);
  const ticks = Math.max(4, Math.round(quotes / symbols));
  const market = { instruments, seed, tsStart: TS_FIRST_QUOTE, intervalMs: TICK_MS, ticks };
  const delivered = await deliverAll(engine, watchGaps(drillMarket(market), findings), {
    breathe: () => scheduler.yield(),
    signal,
  });
  audited.finish(`${symbols} symbols`);
  for (const { strategy, symbols: traded } of desk.strategies) {
    for (const symbol of traded) {
      findings.look('load.all_signalled', signals.has(strategy.id, symbol), () => ({
        where: `${symbols} symbols`,
        expected: `${strategy.id} signals in ${symbol}`,
        found: 'never',
      }));
    }
  }
  const figures = figuresOf(audited, delivered);
  const { sessionId } = engine.core.session;
  await engine.close();
  await replayRun(findings, { folder: own, sessionId, desk, where: `${symbols} symbols` });
  return figures;
}

/** What the desk is given is no slower than promised. */
function* watchGaps(inputs: Iterable<MarketInput>, findings: Findings): Generator<MarketInput> {
  const last = new Map<string, EpochMs>();
  for (const input of inputs) {
    if (input.type === 'quote') {
      const { symbol, tsEvent } = input.quote;
      const gapMs = tsEvent - (last.get(symbol) ?? tsEvent);
      last.set(symbol, tsEvent);
      findings.look('load.tick_spacing', gapMs < WIDEST_GAP_MS, () => ({
        where: `${symbol} at ${tsEvent}`,
        expected: `less than ${WIDEST_GAP_MS} ms since the quote before`,
        found: `${gapMs} ms`,
      }));
    }
    yield input;
  }
}

/** How far an order is, written down here once more: what the desk's own table forbids it never records. */
const STAGES: Readonly<Record<OrderState, number>> = {
  initialised: 0,
  submitted: 1,
  unknown: 2,
  accepted: 3,
  partially_filled: 4,
  cancel_pending: 5,
  denied: 6,
  filled: 6,
  cancelled: 6,
  rejected: 6,
  expired: 6,
};
const END = 6;

/** Forward alone, and never out of an end; a refused cancel leads back to the live order. */
const mayFollow = (before: OrderState, after: OrderState): boolean =>
  STAGES[before] < END && (STAGES[after] > STAGES[before] || before === 'cancel_pending');

/** Every step of every order has to be one its state allows; a record of the same state is no step. */
function watchStates(desk: Desk, findings: Findings): Desk {
  const last = new Map<string, OrderState>();
  return listenToDesk(desk, ({ seq }, effects) => {
    for (const effect of effects) {
      if (effect.type !== 'RecordOrder') continue;
      const { clientOrderId, state } = effect.order;
      const before = last.get(clientOrderId);
      last.set(clientOrderId, state);
      const isAllowed = before === undefined || before === state || mayFollow(before, state);
      findings.look('lanes.order_states', isAllowed, () => ({
        where: `event ${seq}, order ${clientOrderId}`,
        expected: `a step that ${String(before)} allows`,
        found: state,
      }));
    }
  });
}
