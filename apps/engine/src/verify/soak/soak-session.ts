import path from 'node:path';
import { money } from '@quarterdeck/core/kernel/decimal';
import { createRng, type Rng } from '@quarterdeck/core/kernel/rng';
import type { DeskView } from '@quarterdeck/core/model/desk-view';
import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import { plantDefect } from '../defects/plant-defect.ts';
import { ProofEngine, type ProofWire } from '../engine/proof-engine.ts';
import { StoredAudit } from '../exactness/stored-audit.ts';
import { LaneAudit } from '../lanes/lane-audit.ts';
import type { LifeEnd } from '../parity/replay-life.ts';
import type { StageContext } from '../stage.ts';
import { SOAK_INSTRUMENTS, soakDesk, SYMBOL_CAP, TOTAL_CAP } from './soak-desk.ts';
import { SoakJournals } from './soak-journals.ts';
import { SoakMarket } from './soak-market.ts';
import { SoakOperator } from './soak-operator.ts';
import { SoakMachine } from './storm/soak-machine.ts';
import { stormDisk } from './storm/storm-disk.ts';
import { StormModel } from './storm/storm-model.ts';
import { StormWire } from './storm/storm-wire.ts';
import type { Episode } from './storm/storm-schedule.ts';
import { Storm } from './storm/storm.ts';
import { SoakWatch } from './watch/soak-watch.ts';

export interface SoakPlan {
  /** Length of the storm, on the machine's monotonic clock. */
  readonly runMs: number;
  /** Between two quotes; the symbols take turns. */
  readonly quoteMs: number;
}

/** A Monday noon for which the prices of the agent's tokens are known. */
const TS_START = Date.UTC(2026, 10, 23, 12);
/** Broken looks after which a run has shown what it has to show. */
/** From this part of a run on the engine is not restarted any more, and its memory is judged. */
export const LAST_LIFE_FROM = 0.6;
const MOST_BROKEN = 50;

/** One desk, its machine and its venue through all lives of the engine. */
export class SoakSession {
  readonly machine = new SoakMachine(TS_START);
  readonly storm: Storm;
  readonly watch: SoakWatch;
  readonly operator: SoakOperator;
  readonly model: StormModel;
  readonly journals: SoakJournals;
  readonly #context: StageContext;
  readonly #plan: SoakPlan;
  readonly #market: SoakMarket;
  readonly #desk: DeskOptions = soakDesk();
  readonly #looks: Rng;
  #view: DeskView | undefined;
  #isDurable = false;
  #isCalm = false;
  #lanes: LaneAudit;
  #stored: StoredAudit | undefined;
  #engine: ProofEngine;
  #steps = 0;

  constructor(context: StageContext, plan: SoakPlan) {
    const { seed, findings } = context;
    const rng = createRng(seed).fork('soak');
    const symbols = SOAK_INSTRUMENTS.map(({ symbol }) => symbol);
    this.#context = context;
    this.#plan = plan;
    this.journals = new SoakJournals(context, { folder: this.folder, desk: this.#desk });
    this.storm = new Storm({ seed, runMs: plan.runMs, symbols });
    const caps = { symbol: money(SYMBOL_CAP), total: money(TOTAL_CAP) };
    this.watch = new SoakWatch(findings, { seed, caps });
    this.operator = new SoakOperator(rng.fork('operator'), plan.runMs);
    this.model = new StormModel(this.storm, { seed, symbol: symbols[0] ?? '' });
    this.#market = new SoakMarket(SOAK_INSTRUMENTS, rng.fork('market'));
    this.#looks = rng.fork('looks into the tables');
    this.#lanes = new LaneAudit(findings);
    this.#engine = this.#start();
  }

  get engine(): ProofEngine {
    return this.#engine;
  }

  /** Where the engine that runs now keeps its tables and the venue its book. */
  get folder(): string {
    return path.join(this.#context.folder, 'soak');
  }

  /** Looks into the tables of the engine that runs now. */
  get stored(): StoredAudit | undefined {
    return this.#stored;
  }

  /** Nothing that follows could tell more. */
  get isHopeless(): boolean {
    return this.watch.complaints.broken >= MOST_BROKEN;
  }

  /** One quote's distance of time, with all that happens in it. */
  async step(): Promise<void> {
    this.#steps += 1;
    this.machine.pass(this.#plan.quoteMs);
    for (const episode of this.storm.moveTo(this.machine.elapsedMs)) {
      const { kind, lengthMs } = episode;
      if (kind === 'clock_forward') this.#setClock(kind, lengthMs);
      else if (kind === 'clock_back') this.#setClock(kind, -lengthMs);
      else if (this.#mayRestart(kind)) await this.#restart(kind, episode);
    }
    this.#engine.runTo(this.#now());
    if (!this.#isCalm) this.#operate();
    this.#quote();
    await this.#breathe();
  }

  /** The last stretch is one life of the engine: a restart would give back whatever it never gives up itself. */
  #mayRestart(kind: Episode['kind']): kind is 'restart_clean' | 'restart_abandoned' {
    const isRestart = kind === 'restart_clean' || kind === 'restart_abandoned';
    return isRestart && this.machine.elapsedMs < LAST_LIFE_FROM * this.#plan.runMs;
  }

  /** Nothing fails any more, and nobody interferes. */
  calmDown(): void {
    this.#isCalm = true;
    this.storm.end();
  }

  async close(): Promise<void> {
    await this.#engine.close();
    this.#lanes.finish();
    await this.#readBack('closed');
    this.journals.judge();
  }

  /** What the life that has just ended left in its journal. */
  async #readBack(ended: LifeEnd): Promise<void> {
    await this.journals.readBack(this.#engine.core.session.sessionId, ended);
  }

  #operate(): void {
    for (const body of this.operator.act(this.machine.elapsedMs, this.#engine.core.view))
      this.#engine.dispatch(body);
  }

  #quote(): void {
    const input = this.#market.next(this.#engine.time.now());
    if (!this.storm.isSilent(input.quote.symbol)) this.#engine.deliver(input);
  }

  /** Answers of the model come as promises; between them the process has to hear that it was asked to end. */
  async #breathe(): Promise<void> {
    if (!this.#engine.core.asker.isIdle || this.#steps % BREATHE_STEPS === 0)
      await this.#context.scheduler.yield();
  }

  #now(): number {
    return Math.max(this.machine.now(), this.#engine.time.now());
  }

  #setClock(kind: 'clock_forward' | 'clock_back', byMs: number): void {
    this.machine.set(byMs);
    this.storm.meet(kind);
  }

  async #restart(
    kind: 'restart_clean' | 'restart_abandoned',
    { lengthMs, pick }: Episode,
  ): Promise<void> {
    this.storm.meet(kind);
    if (kind === 'restart_clean') await this.#engine.close();
    else this.#kill(pick);
    this.watch.engineDied();
    this.#lanes.finish();
    await this.#readBack(kind === 'restart_clean' ? 'closed' : 'killed');
    this.machine.pass(lengthMs);
    this.#engine = this.#start(this.#engine.time.now());
  }

  /** Soon after the last quote: what it caused may have been booked, and not been stored yet. */
  #kill(pick: number): void {
    const engine = this.#engine;
    engine.runTo(engine.time.now() + FILLED_MS + Math.floor(pick * GROUP_COMMIT_MS));
    engine.abandon();
  }

  #start(tsBefore = TS_START): ProofEngine {
    const { seed, clock, findings, defect } = this.#context;
    const tsStart = Math.max(this.machine.now(), tsBefore);
    const planted = plantDefect(defect);
    const wire = new StormWire(this.storm, () => this.machine.now());
    const lanes = new LaneAudit(findings);
    this.#lanes = lanes;
    const disk = stormDisk(this.storm, () => this.watch.books.stored());
    const stored = new StoredAudit(findings, this.#looks);
    this.#stored = stored;
    const engine = new ProofEngine({
      folder: this.folder,
      desk: this.#desk,
      seed,
      tsStart,
      machine: clock,
      wrapWire: (venue) => this.#watchWire(wire.wrapWire(venue)),
      wrapReports: (source) => wire.wrapReports(source),
      passReports: planted.passReports,
      wrapDesk: (desk) => {
        this.#view = desk.view;
        const watched = this.watch.wrap(planted.wrapDesk?.(desk) ?? desk);
        return {
          ...watched,
          handle: (event) => {
            this.#isDurable = false;
            const effects = watched.handle(event);
            stored.hear(effects);
            return effects;
          },
        };
      },
      onLane: (record) => {
        if (planted.keepsLane?.(record) !== false) lanes.take(record);
      },
      onBook: (entries) => this.watch.listen(entries),
      modelWire: (time) => this.model.wire(time),
      failpoint: (name) => {
        if (name === 'after-commit-before-send') this.#isDurable = true;
        disk(name);
        stored.pass(name);
      },
      onEnd: () => stored.close(),
    });
    stored.open(this.folder, () => engine.core.view);
    return engine;
  }

  #watchWire(wire: ProofWire): ProofWire {
    return {
      ...wire,
      submit: (request) => {
        const view = this.#view;
        if (view !== undefined)
          this.watch.orders.leave(request, { view, isDurable: this.#isDurable });
        return wire.submit(request);
      },
    };
  }
}

const BREATHE_STEPS = 200;
/** From an order to the report of its fill. */
const FILLED_MS = 2;
/** Records without an order behind them wait this long for the disk. */
const GROUP_COMMIT_MS = 20;
