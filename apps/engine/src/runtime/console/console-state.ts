import type { Money } from '@quarterdeck/core/kernel/decimal';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import type { StrategySetup } from '@quarterdeck/core/desk-contract';
import type { RiskConfig } from '@quarterdeck/core/contract/config.schema';
import type {
  ConsoleState,
  LaneRow,
  LoopRow,
} from '@quarterdeck/core/contract/console-state.schema';
import type { DeskView } from '@quarterdeck/core/model/desk-view';
import type { Quote } from '@quarterdeck/core/model/tick';
import type { Clock } from '../../ports/clock.ts';
import type { AlertLog } from './alert-log.ts';
import type { AuditTail } from './audit-tail.ts';
import type { EventTail } from './event-tail.ts';
import { exposureSlice } from './exposure-slice.ts';
import { FeedRows } from './feed-rows.ts';
import { orderRow } from './order-rows.ts';
import { pnlSlice } from './pnl-slice.ts';
import { positionRow, type QuoteOf } from './position-rows.ts';
import { RateMeter } from './rate-meter.ts';
import { strategyRows } from './strategy-rows.ts';
import type { TradeLog } from './trade-log.ts';

export interface EngineIdentity {
  readonly mode: ConsoleState['engine']['mode'];
  readonly account: string;
  readonly currency: string;
  readonly version: string;
  readonly source: string;
  readonly tsStarted: number;
}

export interface ConsoleStateSources {
  readonly clock: Clock;
  readonly identity: EngineIdentity;
  readonly startingBalance: Money;
  readonly risk: RiskConfig;
  readonly strategies: readonly StrategySetup[];
  readonly view: () => DeskView;
  readonly sessionId: () => string;
  readonly isDraining: () => boolean;
  readonly trades: TradeLog;
  readonly events: EventTail;
  readonly audit: AuditTail;
  readonly alerts: AlertLog;
  readonly tiesOut: () => ConsoleState['tiesOut'];
  readonly loops: () => LoopRow[];
  readonly lanes: () => LaneRow[];
  readonly equityPoint: () => ConsoleState['equityPoint'];
  readonly agent: () => ConsoleState['agent'];
}

/** Builds what the console shows from what the desk, the tables and the process say of themselves. */
export class ConsoleStateBuilder {
  readonly #from: ConsoleStateSources;
  readonly #feeds = new FeedRows();
  readonly #events = new RateMeter();

  constructor(sources: ConsoleStateSources) {
    this.#from = sources;
  }

  /** Feeds the rates; once a second, whether or not anybody looks. */
  sample(): void {
    const { clock, view } = this.#from;
    const now = clock.monotonicMs();
    this.#events.read(view().lastSeq, now);
    this.#feeds.build(view().feeds(clock.now()), now);
  }

  build(): ConsoleState {
    const { trades, events, audit, alerts, tiesOut, loops, lanes, equityPoint, agent } = this.#from;
    return {
      engine: this.#engine(),
      ...this.#money(),
      ...this.#market(),
      tiesOut: tiesOut(),
      trades: trades.rows,
      loops: loops(),
      lanes: lanes(),
      alerts: alerts.rows,
      eventTail: events.rows,
      auditTail: audit.rows,
      equityPoint: equityPoint(),
      agent: agent(),
    };
  }

  #engine(): ConsoleState['engine'] {
    const { identity, clock, view, sessionId, isDraining } = this.#from;
    const { phase, phaseDetail, lastSeq } = view();
    return {
      ...identity,
      state: isDraining() ? 'draining' : phase,
      stateDetail: phaseDetail,
      sessionId: sessionId(),
      eventSeq: lastSeq,
      eventsPerSecond: this.#events.read(lastSeq, clock.monotonicMs()),
    };
  }

  #money() {
    const { clock, startingBalance, risk, trades } = this.#from;
    const view = this.#from.view();
    const { reconcile, flatten } = view;
    return {
      lock: { ...view.lock },
      pnl: pnlSlice({
        view,
        pnl: view.pnl(),
        startingBalance,
        tradesToday: trades.countOn(clock.now()),
      }),
      exposure: exposureSlice(view, risk),
      flatten: { ...flatten, left: [...flatten.left] },
      reconcile: {
        ok: reconcile.ok,
        tsChecked: reconcile.tsChecked ?? null,
        differences: [...reconcile.differences],
      },
    };
  }

  #market() {
    const { clock, strategies } = this.#from;
    const view = this.#from.view();
    const feeds = view.feeds(clock.now());
    const quotes = new Map<SymbolId, Quote | undefined>(
      feeds.map(({ instrument, quote }) => [instrument.symbol, quote]),
    );
    const quoteOf: QuoteOf = (symbol) => quotes.get(symbol);
    return {
      strategies: strategyRows(view, strategies),
      positions: view.positions().map((position) => positionRow(view, position, quoteOf)),
      orders: view.workingOrders().map(orderRow),
      feeds: this.#feeds.build(feeds, clock.monotonicMs()),
    };
  }
}
