import type { ClientOrderId } from '@quarterdeck/core/kernel/ids';
import { createRng, type Rng } from '@quarterdeck/core/kernel/rng';
import type { OutboundEffect } from '@quarterdeck/core/model/effect';
import type { DeskView, FlattenPhase } from '@quarterdeck/core/model/desk-view';
import type { RestoredState } from '@quarterdeck/core/model/restored';
import type { AgentDesk, Desk, DeskOptions } from '@quarterdeck/core/desk-contract';
import type { Logger } from '../../api/fault-reporter.ts';
import { randomSeed } from '../../adapters/system/random.ts';
import type { Clock, Scheduler } from '../../ports/clock.ts';
import { ModelAsker, type ModelWire } from '../agent/model-asker.ts';
import { AlertLog } from '../console/alert-log.ts';
import { AuditTail } from '../console/audit-tail.ts';
import { EventTail } from '../console/event-tail.ts';
import { TradeLog } from '../console/trade-log.ts';
import { DurableLog } from '../dispatch/durable-log.ts';
import { EventDispatcher, type EventBehind } from '../dispatch/event-dispatcher.ts';
import type { Failpoint } from '../failpoints.ts';
import { LaneExecutor } from '../lanes/lane-executor.ts';
import type { LaneRecord } from '../lanes/lane-records.ts';
import { VenueQuestions } from '../lanes/venue-questions.ts';
import type { MarketSide } from '../market/market-side.ts';
import { openSession, type DeskSession, type SessionOptions } from '../session/desk-session.ts';
import { strategiesOf } from '../session/strategies-of.ts';
import { warmupBarsOf } from '../session/warmup-bars.ts';
import { journalFolderOf } from './data-folder.ts';
import type { Storage } from './open-storage.ts';

export interface EngineCoreOptions {
  readonly storage: Storage;
  readonly market: MarketSide;
  readonly journalMaxBytes: number;
  readonly codeVersion: string;
  readonly wall: Clock;
  readonly scheduler: Scheduler;
  readonly failpoint: Failpoint;
  readonly logger: Logger;
  readonly onFault: (error: unknown) => void;
  /** Absent where no model can be asked. */
  readonly modelWire?: ModelWire | undefined;
  readonly observeSent: (elapsedMs: number) => void;
  /** From the event that opened a gate to its question on the wire; from an answer to its order. */
  readonly observeGateToRequest?: (elapsedMs: number) => void;
  readonly observeAnswerToOrder?: (elapsedMs: number) => void;
  readonly observeHold: (holdMs: number) => void;
  readonly observeLane?: (record: LaneRecord) => void;
  /** Default: the desk of core as it is; a proof listens to it. */
  readonly createDesk?: (options: DeskOptions) => Desk;
  /** Of the jitter between questions; random when left out. */
  readonly seed?: number;
}

/** Own limit on a call to the venue. */
const VENUE_DEADLINE_MS = 10_000;
/** Trades read at start, for the list and for today's count. */
const TRADES_READ = 2_000;
const FLATTENING: ReadonlySet<FlattenPhase> = new Set(['cancelling', 'closing', 'verifying']);

/** Desk, write-ahead log, lanes and questions, wired: everything between an event and what leaves the process. */
export class EngineCore {
  readonly rng: Rng;
  readonly trades: TradeLog;
  readonly events = new EventTail();
  readonly audit: AuditTail;
  readonly alerts: AlertLog;
  readonly log: DurableLog;
  readonly dispatcher: EventDispatcher;
  readonly lanes: LaneExecutor;
  readonly questions: VenueQuestions;
  readonly asker: ModelAsker;
  readonly #options: EngineCoreOptions;
  /** Orders that an answer made and that have not left yet. */
  readonly #answered = new Set<ClientOrderId>();
  #session: DeskSession;

  constructor(options: EngineCoreOptions) {
    this.#options = options;
    const { memory } = options.storage;
    this.rng = createRng(options.seed ?? randomSeed());
    this.trades = new TradeLog(memory.listTrades(TRADES_READ));
    this.audit = new AuditTail(memory);
    this.alerts = new AlertLog(memory);
    this.#session = openSession(this.#sessionOptions());
    const { journal } = this.#session;
    this.log = new DurableLog({ memory, journal, failpoint: options.failpoint });
    this.dispatcher = this.#createDispatcher();
    this.lanes = this.#createLanes();
    this.questions = this.#createQuestions();
    this.asker = this.#createAsker();
  }

  get view(): DeskView {
    return this.#session.desk.view;
  }

  get agent(): AgentDesk | undefined {
    return this.#session.desk.agent;
  }

  get session(): DeskSession {
    return this.#session;
  }

  get deskOptions(): DeskOptions {
    return this.#options.market.desk;
  }

  /** Start and restart: what the tables hold goes before the desk, which then asks the venue before any entry. */
  startDesk(): void {
    this.#tellDesk(this.#restoredState());
  }

  /**
   * A new session by the restart's own path, while the market goes on; nothing is in flight in our lanes.
   * Stays with the old session when the tables cannot be read or the disk does not take the new one: a desk that
   * trades without what went before would overwrite the stored totals with its own.
   */
  async rollSession(): Promise<void> {
    const old = this.#session;
    if (!old.journal.needsRoll || !this.#isQuiet() || !this.dispatcher.commitNow()) return;
    const restored = this.#restoredState();
    this.#session = openSession(this.#sessionOptions());
    this.log.switchJournal(this.#session.journal);
    this.dispatcher.switchDesk(this.#session.desk);
    this.#tellDesk(restored);
    await old.journal.close();
  }

  #restoredState(): RestoredState {
    const { storage, market } = this.#options;
    return storage.memory.restoredState(warmupBarsOf(strategiesOf(market.desk)));
  }

  /** A flatten and an open question live in the desk alone: a new desk would not go on with them. */
  #isQuiet(): boolean {
    const isCalm = this.lanes.isIdle && this.asker.isIdle;
    return isCalm && !FLATTENING.has(this.view.flatten.phase);
  }

  #tellDesk(restored: RestoredState): void {
    this.dispatcher.dispatch({ type: 'DeskStarted', restored }, this.#options.market.clock.now());
    this.dispatcher.commitNow();
  }

  #sessionOptions(): SessionOptions {
    const { storage, market, journalMaxBytes, codeVersion, wall, createDesk } = this.#options;
    return {
      desk: market.desk,
      journalFolder: journalFolderOf(storage.folder),
      maxBytes: journalMaxBytes,
      codeVersion,
      source: market.source,
      clock: market.clock,
      wall,
      createDesk,
    };
  }

  #createDispatcher(): EventDispatcher {
    const { storage, market, scheduler, failpoint, onFault } = this.#options;
    return new EventDispatcher({
      desk: this.#session.desk,
      log: this.log,
      clock: market.clock,
      scheduler,
      failpoint,
      firstSeq: storage.firstSeq,
      execute: (effect, behind) => this.#execute(effect, behind),
      onFault,
      observe: {
        record: (record) => {
          if (record.type === 'RecordTradeClosed') this.trades.add(record.trade);
        },
        event: (event) => this.events.add(event),
      },
    });
  }

  #createLanes(): LaneExecutor {
    const { market, scheduler, failpoint, observeSent, observeAnswerToOrder, observeHold } =
      this.#options;
    return new LaneExecutor({
      wire: market.wire,
      clock: market.clock,
      scheduler,
      failpoint,
      mayLeave: (clientOrderId) => this.#session.desk.mayLeave(clientOrderId),
      dispatch: (body) => void this.dispatcher.dispatch(body),
      query: (clientOrderId, symbol) => this.questions.askOrder(clientOrderId, symbol),
      observeSent: (elapsedMs, clientOrderId) => {
        observeSent(elapsedMs);
        if (this.#answered.delete(clientOrderId)) observeAnswerToOrder?.(elapsedMs);
      },
      observeHold,
      observeRecord: this.#options.observeLane,
      deadlineMs: VENUE_DEADLINE_MS,
    });
  }

  #createQuestions(): VenueQuestions {
    const { market, scheduler, logger } = this.#options;
    return new VenueQuestions({
      venue: market.wire,
      scheduler,
      rng: this.rng.fork('questions'),
      dispatch: (body) => void this.dispatcher.dispatch(body),
      deadlineMs: VENUE_DEADLINE_MS,
      reportCount: () => this.dispatcher.counts.VenueReported ?? 0,
      onFailure: (question, error) =>
        logger.warn({ err: error, question }, 'the venue did not answer; asking again'),
    });
  }

  #createAsker(): ModelAsker {
    const { modelWire, scheduler, logger, wall, observeGateToRequest } = this.#options;
    return new ModelAsker({
      clock: wall,
      ...(observeGateToRequest !== undefined && { observeAsked: observeGateToRequest }),
      wire: modelWire,
      scheduler,
      logger,
      dispatch: (body) => void this.dispatcher.dispatch(body),
    });
  }

  #execute(effect: OutboundEffect, { type, startedMs }: EventBehind): void {
    switch (effect.type) {
      case 'SubmitOrder':
      case 'CancelOrder':
        if (effect.type === 'SubmitOrder' && type === 'ModelAnswered') {
          this.#answered.add(effect.request.clientOrderId);
        }
        this.lanes.execute(effect, startedMs);
        return;
      case 'QueryOrder':
        this.questions.askOrder(effect.clientOrderId, effect.symbol);
        return;
      case 'QueryVenue':
        this.questions.askBook(effect.afterTradeId);
        return;
      case 'RaiseAlert':
        this.alerts.raise(effect.alert);
        this.#options.logger.warn({ ...effect.alert }, 'alert');
        return;
      case 'AskModel':
      case 'CallOffQuestion':
        this.asker.execute(effect, startedMs);
    }
  }
}
