import type { Money } from '@quarterdeck/core/kernel/decimal';
import type { QuarterdeckConfig } from '@quarterdeck/core/contract/config.schema';
import { createDueSequence } from '@quarterdeck/core/simulation/due-sequence';
import type { Logger } from '../../api/fault-reporter.ts';
import type { OperatorPort } from '../../api/operator-port.ts';
import { startEventLoopLag } from '../../adapters/system/event-loop-lag.ts';
import { removeHeartbeat, writeHeartbeat } from '../../adapters/system/heartbeat-file.ts';
import { randomId } from '../../adapters/system/random.ts';
import type { Clock, Scheduler } from '../../ports/clock.ts';
import type { ModelWire } from '../agent/model-asker.ts';
import { openModelWire } from '../agent/open-model-wire.ts';
import { ClockWatch } from '../clock-watch.ts';
import { createStrategyFiles } from '../config/strategy-files.ts';
import { ConsoleStateBuilder } from '../console/console-state.ts';
import { EquitySampler } from '../equity-sampler.ts';
import type { Outside } from '../environment.ts';
import type { Failpoint } from '../failpoints.ts';
import { Heartbeat } from '../heartbeat.ts';
import { onDeskTime } from '../loops/on-desk-time.ts';
import { Supervisor } from '../loops/supervisor.ts';
import { MarketDriver } from '../market/market-driver.ts';
import type { MarketSide } from '../market/market-side.ts';
import { createMetrics, type Metrics } from '../metrics.ts';
import { CommandExecutor } from '../operator/execute-command.ts';
import { createOperator } from '../operator/operator.ts';
import { agentBarsOf } from '../session/agent-bars.ts';
import { strategiesOf } from '../session/strategies-of.ts';
import { BarKeeper } from '../session/bar-keeper.ts';
import { TiesOutCheck } from '../ties-out-check.ts';
import { createNoDerivatives } from '../regimes/derivatives-source.ts';
import { addAgentLoops } from './agent-loops.ts';
import { addBackgroundLoops } from './background-loops.ts';
import { heartbeatFileOf } from './data-folder.ts';
import { EngineCore } from './engine-core.ts';
import type { Storage } from './open-storage.ts';
import type { Configuration } from './read-configuration.ts';

export interface EngineProcessOptions {
  readonly storage: Storage;
  readonly market: MarketSide;
  readonly config: QuarterdeckConfig;
  readonly loadConfig: Configuration['load'];
  readonly outside: Outside;
  readonly version: string;
  readonly wall: Clock;
  readonly scheduler: Scheduler;
  readonly failpoint: Failpoint;
  readonly logger: Logger;
  readonly url: () => string;
  readonly onFault: (error: unknown) => void;
  readonly onMarketEnded: (failure: unknown) => void;
}

/** Everything that runs inside the process behind the front door, composed; the steps of starting are elsewhere. */
export class EngineProcess {
  readonly core: EngineCore;
  readonly driver: MarketDriver;
  readonly supervisor: Supervisor;
  readonly operator: OperatorPort;
  readonly tiesOut: TiesOutCheck;
  isDraining = false;
  readonly #options: EngineProcessOptions;
  readonly #metrics: Metrics;
  readonly #heartbeat: Heartbeat;
  readonly #equity: EquitySampler;
  readonly #bars: BarKeeper;
  readonly #console: ConsoleStateBuilder;
  readonly #lag = startEventLoopLag();

  constructor(options: EngineProcessOptions) {
    this.#options = options;
    const { storage, market, wall, scheduler } = options;
    const { memory } = storage;
    this.#metrics = this.#createMetrics();
    this.core = this.#createCore();
    const { dispatcher } = this.core;
    const view = () => this.core.view;
    const { clock, desk } = market;
    this.driver = this.#createDriver();
    this.supervisor = new Supervisor(
      { clock: wall, scheduler, rng: this.core.rng.fork('loops') },
      (name, error) => this.#loopFailed(name, error),
    );
    this.#bars = new BarKeeper({
      instruments: desk.instruments,
      strategies: strategiesOf(desk),
      also: agentBarsOf(desk),
      memory,
    });
    this.#equity = new EquitySampler({ clock, view, memory });
    this.tiesOut = new TiesOutCheck({
      clock,
      memory,
      totals: () => view().totals,
      commit: () => dispatcher.impairedCode === undefined && dispatcher.commitNow(),
      dispatch: (body) => void dispatcher.dispatch(body),
    });
    this.#heartbeat = this.#createHeartbeat();
    this.#console = this.#createConsole();
    this.operator = this.#createOperator();
    this.#addLoops();
  }

  get state(): string {
    return this.isDraining ? 'draining' : this.core.view.phase;
  }

  /** Bars that wait are kept if the disk takes them. */
  close(): void {
    this.#lag.stop();
    this.core.alerts.writePending();
    try {
      this.#bars.write();
    } catch (error) {
      this.#options.logger.warn({ err: error }, 'bars could not be kept');
    }
    removeHeartbeat(heartbeatFileOf(this.#options.storage.folder));
  }

  #createMetrics(): Metrics {
    return createMetrics({
      view: () => this.core.view,
      eventCounts: () => this.core.dispatcher.counts,
      effectCounts: () => this.core.dispatcher.effectCounts,
      loops: () => this.supervisor.rows(),
      lanes: () => this.core.lanes.rows(),
      journalBytes: () => this.core.session.journal.bytes,
      pendingRecords: () => this.core.log.pendingCount,
      eventLoopLagMs: () => this.#lag.readMs(),
      rssBytes: () => process.memoryUsage.rss(),
    });
  }

  #createCore(): EngineCore {
    const { config, version, outside, ...rest } = this.#options;
    return new EngineCore({
      ...rest,
      modelWire: this.#openModelWire(outside),
      codeVersion: version,
      journalMaxBytes: config.journal.max_megabytes * 1_048_576,
      observeSent: this.#metrics.observeTickToOrder,
      observeGateToRequest: this.#metrics.observeGateToRequest,
      observeAnswerToOrder: this.#metrics.observeAnswerToOrder,
      observeHold: this.#metrics.observeLaneHold,
    });
  }

  /** None where the desk itself would say that no model can be asked. */
  #openModelWire({ secrets, modelBaseUrl }: Outside): ModelWire | undefined {
    const { agent } = this.#options.market.desk;
    const { modelKey } = secrets;
    if (agent === undefined || agent.modelAbsence !== '' || modelKey === undefined)
      return undefined;
    const { wall, scheduler, logger } = this.#options;
    const config = agent.config.model;
    return openModelWire({
      config,
      apiKey: modelKey,
      baseUrl: modelBaseUrl,
      wall,
      scheduler,
      logger,
    });
  }

  #createDriver(): MarketDriver {
    const { matching, tsStart, onTime } = this.#options.market;
    return new MarketDriver({
      sequence: createDueSequence({ venue: matching, tsStart }),
      venue: matching,
      dispatcher: this.core.dispatcher,
      tsStart,
      onTime,
    });
  }

  #createHeartbeat(): Heartbeat {
    const { wall, url, storage } = this.#options;
    const file = heartbeatFileOf(storage.folder);
    return new Heartbeat({
      clock: wall,
      state: () => this.state,
      eventSeq: () => this.core.dispatcher.lastSeq,
      url,
      pid: process.pid,
      write: (beat) => writeHeartbeat(file, beat),
    });
  }

  #createOperator(): OperatorPort {
    const { storage, market, failpoint, loadConfig } = this.#options;
    const { core } = this;
    const { memory } = storage;
    const setups = market.desk.strategies;
    const commands = new CommandExecutor({
      strategies: createStrategyFiles({ setups, load: loadConfig, memory }),
      clock: market.clock,
      view: () => core.view,
      breaker: () => core.agent?.status()?.breaker,
      memory,
      dispatcher: core.dispatcher,
      failpoint,
      onAudited: () => core.audit.invalidate(),
    });
    return createOperator({
      epoch: randomId(12),
      now: () => market.clock.now(),
      memory,
      commands,
      consoleState: () => this.#console.build(),
      health: () => this.#heartbeat.health(),
      metrics: () => this.#metrics.text(),
    });
  }

  #createConsole(): ConsoleStateBuilder {
    const { market, config, version, wall } = this.#options;
    const { core } = this;
    const { desk, source, clock } = market;
    const startingBalance: Money = desk.startingBalance;
    return new ConsoleStateBuilder({
      clock,
      identity: {
        mode: 'SIMULATED',
        account: config.account.name,
        currency: desk.accountCurrency,
        version,
        source,
        tsStarted: clock.now(),
      },
      startingBalance,
      risk: desk.risk,
      strategies: strategiesOf(desk),
      view: () => core.view,
      sessionId: () => core.session.sessionId,
      isDraining: () => this.isDraining,
      trades: core.trades,
      events: core.events,
      audit: core.audit,
      alerts: core.alerts,
      tiesOut: () => this.tiesOut.result,
      loops: () => onDeskTime(this.supervisor.rows(), clock.now() - wall.now()),
      lanes: () => core.lanes.rows(),
      equityPoint: () => this.#equity.newest,
      agent: () => core.agent?.status() ?? null,
    });
  }

  #addLoops(): void {
    const { market, wall, onMarketEnded } = this.#options;
    const { supervisor, core, driver, tiesOut } = this;
    addBackgroundLoops({
      supervisor,
      core,
      market,
      driver,
      tiesOut,
      bars: this.#bars,
      equity: this.#equity,
      heartbeat: this.#heartbeat,
      clockWatch: new ClockWatch({
        clock: wall,
        tsNow: () => market.clock.now(),
        alerts: core.alerts,
      }),
      rates: this.#console,
      onMarketEnded,
      addOthers: () => this.#addAgentLoops(),
    });
  }

  #addAgentLoops(): void {
    const { market, outside, ...rest } = this.#options;
    const { supervisor, core } = this;
    const { clock, desk } = market;
    if (desk.agent === undefined) return;
    addAgentLoops({
      ...rest,
      supervisor,
      core,
      setup: desk.agent,
      derivatives: createNoDerivatives(clock),
      secrets: outside.secrets,
      clock,
    });
  }

  #loopFailed(name: string, error: unknown): void {
    this.#options.logger.error({ err: error, loop: name }, 'loop failed; starting it again');
  }
}
