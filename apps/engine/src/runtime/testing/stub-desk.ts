import { ZERO_MONEY } from '@quarterdeck/core/kernel/decimal';
import type { ClientOrderId } from '@quarterdeck/core/kernel/ids';
import { PASSED, type Verdict } from '@quarterdeck/core/kernel/verdict';
import type { Desk } from '@quarterdeck/core/desk-contract';
import type { DeskView } from '@quarterdeck/core/model/desk-view';
import { NO_EFFECTS, type Effect } from '@quarterdeck/core/model/effect';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import { EMPTY_TOTALS } from '@quarterdeck/core/model/restored';

export interface StubDesk extends Desk {
  readonly handled: DeskEvent[];
  view: DeskView;
  /** What the desk answers; nothing by default. */
  answer: (event: DeskEvent) => readonly Effect[];
  guard: (clientOrderId: ClientOrderId) => Verdict;
}

export const emptyView: DeskView = {
  phase: 'running',
  phaseDetail: '',
  lock: { level: 'none', reason: '', by: 'desk', tsSince: 0, eventSeq: 0 },
  flatten: { phase: 'idle', by: '', tsStarted: 0, attempts: 0, left: [] },
  reconcile: { ok: true, tsChecked: undefined, differences: [] },
  riskMemory: { tsDay: 0, dayStartEquity: ZERO_MONEY, peakEquity: ZERO_MONEY, throttled: [] },
  totals: EMPTY_TOTALS,
  lastSeq: 0,
  lastTs: 0,
  strategies: () => [],
  positions: () => [],
  workingOrders: () => [],
  feeds: () => [],
  pnl: () => ({
    equity: ZERO_MONEY,
    total: ZERO_MONEY,
    realisedNet: ZERO_MONEY,
    fees: ZERO_MONEY,
    open: ZERO_MONEY,
    day: ZERO_MONEY,
    drawdownPct: 0,
    bySymbol: [],
    byStrategy: [],
  }),
  exposure: () => ({ total: ZERO_MONEY, bySymbol: [] }),
  openPnlOf: () => ZERO_MONEY,
  rateOf: () => undefined,
};

export function createStubDesk(): StubDesk {
  const desk: StubDesk = {
    handled: [],
    view: emptyView,
    agent: undefined,
    answer: () => NO_EFFECTS,
    guard: () => PASSED,
    handle(event) {
      desk.handled.push(event);
      return desk.answer(event);
    },
    mayLeave: (clientOrderId) => desk.guard(clientOrderId),
  };
  return desk;
}
