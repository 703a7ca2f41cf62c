import { createReplaySteps } from '@quarterdeck/core/decision/agent/replay-steps';
import { replayRecord } from '@quarterdeck/core/decision/journal/replay-record';
import { createDecisionsPort } from '../../agent/create-decisions-port.ts';
import { killSelf } from '../../adapters/system/process-signals.ts';
import { systemClock } from '../../adapters/system/system-clock.ts';
import type { ResearchPort } from '../../api/research-port.ts';
import { systemScheduler } from '../../adapters/system/system-scheduler.ts';
import type { Clock, Scheduler } from '../../ports/clock.ts';
import { createResearchPort } from '../../research/create-research-port.ts';
import { openResearch, type Research } from '../../research/open-research.ts';
import { readEnvironment, type Outside } from '../environment.ts';
import { createFailpoint, noFailpoint, type Failpoint } from '../failpoints.ts';
import type { MarketSide } from '../market/market-side.ts';
import { prepareConsole, type ConsoleLoop } from './console-loop.ts';
import { databaseFileOf, dataFolderOf, type RunMode } from './data-folder.ts';
import { EngineRun } from './engine-run.ts';
import { openDoors, type Doors } from './open-doors.ts';
import { openStorage, type Storage } from './open-storage.ts';
import { readVersion } from './project-paths.ts';
import { readConfiguration, type Configuration } from './read-configuration.ts';
import { checkAddress, type ServerAddress } from './server-address.ts';
import { prepareMarket } from './start-market.ts';
import type { RunningEngine, StartOptions } from './start-options.ts';

interface Ports {
  readonly wall: Clock;
  readonly scheduler: Scheduler;
  readonly failpoint: Failpoint;
}

function portsOf(options: StartOptions): Ports {
  const { clock = systemClock, scheduler = systemScheduler, failpoint } = options;
  if (failpoint !== undefined) return { wall: clock, scheduler, failpoint };
  const setting = readEnvironment().failpoint;
  return {
    wall: clock,
    scheduler,
    failpoint: setting === undefined ? noFailpoint : createFailpoint(setting, killSelf),
  };
}

/** Nothing else of the environment goes further. */
function outsideOf({ outside }: StartOptions): Outside {
  const { secrets, modelBaseUrl } = outside ?? readEnvironment();
  return { secrets, modelBaseUrl };
}

/** Undone in the opposite order when a later step fails, so that a start that fails leaves nothing behind. */
class Undo {
  readonly #steps: (() => void | Promise<void>)[] = [];

  add(step: () => void | Promise<void>): void {
    this.#steps.push(step);
  }

  async run(): Promise<void> {
    for (const step of this.#steps.reverse()) await step();
  }
}

interface Prepared {
  readonly options: StartOptions;
  readonly ports: Ports;
  readonly outside: Outside;
  readonly configuration: Configuration;
  readonly address: ServerAddress;
  readonly storage: Storage;
  readonly market: MarketSide;
  readonly research: Research;
}

function openPastRuns(
  { home, configFile, logger, print }: StartOptions,
  { wall, scheduler }: Ports,
): Research {
  const research = openResearch({
    home,
    configFile,
    wall,
    scheduler,
    onStoreFailed: (error) => logger.warn({ err: error }, 'a backtest could not be stored'),
  });
  if (research.failure !== undefined) print(`no backtests: ${research.failure}`);
  return research;
}

/** Up to here nothing on disk depends on the run. */
async function prepare(options: StartOptions, undo: Undo): Promise<Prepared> {
  const { home, print, replay, logger } = options;
  const ports = portsOf(options);
  const outside = outsideOf(options);
  const configuration = readConfiguration(options, {
    hasModelKey: outside.secrets.modelKey !== undefined,
    modelBaseUrl: outside.modelBaseUrl,
  });
  const { account, server } = configuration.config;
  print(`config read: ${options.configFile}`);
  const address = { host: options.host ?? server.host, port: options.port ?? server.port };
  await checkAddress(address);
  const openMarket = await prepareMarket({ ...ports, home, configuration, replay, logger, print });
  const mode: RunMode = replay === undefined ? 'simulated' : 'replay';
  const folder = dataFolderOf(options.home, account.name, mode);
  const { startsLocked } = configuration.deskOptionsFor('');
  const storage = openStorage({ folder, mode, startsLocked, wall: ports.wall });
  undo.add(() => storage.close());
  print(`data folder locked, tables current: ${folder}`);
  const market = openMarket(storage);
  undo.add(() => market.close());
  const research = openPastRuns(options, ports);
  undo.add(() => research.close());
  return { options, ports, outside, configuration, address, storage, market, research };
}

function createRun(prepared: Prepared): EngineRun {
  const { options, ports, outside, configuration, storage, market, research } = prepared;
  const { print, logger } = options;
  const { config } = configuration;
  return new EngineRun({
    ...ports,
    outside,
    storage,
    market,
    research,
    config,
    loadConfig: configuration.load,
    version: readVersion(),
    logger,
    print,
  });
}

function researchPortOf(run: EngineRun, prepared: Prepared): ResearchPort {
  const { options, configuration, storage, market, research } = prepared;
  const { memory, candles, trades } = storage;
  const { core, operator } = run.engine;
  return createResearchPort({
    home: options.home,
    research,
    desk: market.desk,
    view: () => core.view,
    memory,
    candles,
    trades,
    loadConfig: configuration.load,
    operator,
    audit: (entry) => {
      memory.writeAudit(entry);
      core.audit.invalidate();
    },
  });
}

async function openRunDoors(
  run: EngineRun,
  prepared: Prepared,
  console: ConsoleLoop | undefined,
): Promise<Doors> {
  const { options, ports, configuration, address, storage } = prepared;
  const doors = await openDoors({
    ...ports,
    operator: run.engine.operator,
    research: researchPortOf(run, prepared),
    decisions: createDecisionsPort({
      file: databaseFileOf(storage.folder),
      agent: () => run.engine.core.agent,
      now: () => ports.wall.now(),
      replayDecision: (record) => replayRecord(record, createReplaySteps()),
    }),
    storage,
    address,
    allowedHosts: configuration.config.server.allowed_hosts,
    consoleOrigin: console?.origin,
    logger: options.logger,
  });
  options.print(`front door open: ${doors.front.url}`);
  return doors;
}

function announce(
  doors: Doors,
  console: ConsoleLoop | undefined,
  print: StartOptions['print'],
): void {
  if (console === undefined) {
    print(`engine ready ${doors.front.url} (no console)`);
    return;
  }
  void console.ready.then(() => print(`console ready ${doors.front.issueLink()}`));
}

async function bringUp(prepared: Prepared, undo: Undo): Promise<RunningEngine> {
  const { options, ports, storage, market } = prepared;
  const { print } = options;
  const run = createRun(prepared);
  undo.add(() => run.abandon());
  print(`state restored: ${run.describeState()}`);
  print(`venue connected: ${market.source}`);
  print((await run.reconcile()) ? 'reconciled with the venue' : 'still reconciling: entries wait');
  const console = options.console
    ? await prepareConsole({ scheduler: ports.scheduler, logger: options.logger })
    : undefined;
  const doors = await openRunDoors(run, prepared, console);
  console?.addTo(run.engine.supervisor);
  run.begin(doors);
  announce(doors, console, print);
  return {
    url: doors.front.url,
    port: doors.front.port,
    dataFolder: storage.folder,
    operator: run.engine.operator,
    issueLink: () => doors.front.issueLink(),
    createToken: (label) => doors.front.createToken(label),
    marketEnded: run.marketEnded,
    stop: () => run.stop(),
    ended: run.ended,
  };
}

/**
 * Starts the whole engine, one printed line a step. Start and restart are the same path. Rejects with an error whose
 * message is one line for a person; then everything taken has been given back.
 */
export async function startEngine(options: StartOptions): Promise<RunningEngine> {
  const undo = new Undo();
  try {
    return await bringUp(await prepare(options, undo), undo);
  } catch (error) {
    await undo.run();
    throw error;
  }
}
