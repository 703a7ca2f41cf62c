import path from 'node:path';
import { existsSync, rmSync } from 'node:fs';
import type { DeskOptions, SimulatedDesk } from '@quarterdeck/core/desk-contract';
import { HOUR_MS, type EpochMs } from '@quarterdeck/core/kernel/clock';
import { asSessionId, type SessionId } from '@quarterdeck/core/kernel/ids';
import type { RecordEffect } from '@quarterdeck/core/model/effect';
import type { MarketInput } from '@quarterdeck/core/simulation/market-input';
import { createCandleReader } from '@quarterdeck/db/candle-store';
import { createDecisionLog } from '@quarterdeck/db/decision-log';
import { createDecisionQueries } from '@quarterdeck/db/decision-queries';
import { openMemory } from '@quarterdeck/db/open-memory';
import { DecisionResults } from '../runtime/agent/decision-results.ts';
import { describeDesk } from '../runtime/journal/desk-description.ts';
import { openJournal } from '../runtime/journal/open-journal.ts';
import { agentBarsOf } from '../runtime/session/agent-bars.ts';
import { BarKeeper } from '../runtime/session/bar-keeper.ts';
import { strategiesOf } from '../runtime/session/strategies-of.ts';
import { databaseFileOf, ensureDataFolder, journalFolderOf } from '../runtime/start/data-folder.ts';
import { readVersion } from '../runtime/start/project-paths.ts';

/** A run is stored in one go or made again: a power cut in its middle costs nothing but time. */
const BATCH_RECORDS = 2_000;
const JOURNAL_MAX_BYTES = 8 * 1024 ** 3;
export const RUN_DESK_ID = 'agbtst';
export const RUN_SESSION = 'agent-backtest';

export interface RunStoreOptions {
  readonly folder: string;
  readonly desk: DeskOptions;
  readonly source: string;
  readonly tsStart: EpochMs;
  readonly breathe: () => Promise<void>;
}

/** A data folder like an engine's: event journal, tables, bars and what became of each decision. */
export class RunStore {
  readonly folder: string;
  readonly sessionId: SessionId = asSessionId(RUN_SESSION);
  readonly #memory: ReturnType<typeof openMemory>;
  readonly #journal: ReturnType<typeof openJournal>;
  readonly #bars: BarKeeper;
  readonly #results: DecisionResults;
  readonly #never = new AbortController().signal;
  #pending: RecordEffect[] = [];
  #lastSeq = 0;
  #tsNow: EpochMs;
  #tsMarked: EpochMs;

  constructor(options: RunStoreOptions) {
    const { folder, desk, source, tsStart, breathe } = options;
    this.folder = folder;
    this.#tsNow = this.#tsMarked = tsStart;
    clearFolder(folder);
    this.#memory = openMemory({
      file: databaseFileOf(folder),
      now: () => this.#tsNow,
      randomId: () => RUN_DESK_ID,
    });
    const { database } = this.#memory;
    database.sqlite.pragma('synchronous = OFF');
    this.#journal = openJournal({
      folder: journalFolderOf(folder),
      sessionId: this.sessionId,
      header: { codeVersion: readVersion(), tsStart, source, desk: describeDesk(desk) },
      maxBytes: JOURNAL_MAX_BYTES,
    });
    const { instruments } = desk;
    const also = agentBarsOf(desk);
    const strategies = strategiesOf(desk);
    this.#bars = new BarKeeper({ instruments, strategies, memory: this.#memory, also });
    this.#results = new DecisionResults({
      queries: createDecisionQueries(database),
      log: createDecisionLog(database),
      candles: createCandleReader(database),
      timeframesMs: [...(desk.agent?.config.timeframes_ms ?? [])],
      now: () => Math.floor(this.#tsNow),
      breathe,
    });
  }

  /** The same desk; every event and what it caused goes into the journal. */
  recording(desk: SimulatedDesk): SimulatedDesk {
    const journal = this.#journal;
    return {
      ...desk,
      handle: (event) => {
        journal.append(event);
        const effects = desk.handle(event);
        this.#lastSeq = event.seq;
        if (effects.length > 0) journal.appendEffects(event.seq, effects);
        return effects;
      },
    };
  }

  addRecord(record: RecordEffect): void {
    this.#pending.push(record);
  }

  observe(input: MarketInput, ts: EpochMs): void {
    this.#tsNow = ts;
    this.#bars.observe(input, ts);
  }

  /** To be called now and then between two inputs. */
  async keepUp(): Promise<void> {
    if (this.#pending.length >= BATCH_RECORDS) this.#commit();
    if (this.#tsNow - this.#tsMarked < 6 * HOUR_MS) return;
    this.#tsMarked = this.#tsNow;
    await this.#markResults();
  }

  /** Everything on disk, journal closed; the tables stay open for the report. */
  async finish(): Promise<void> {
    await this.#markResults();
    await this.#journal.close();
  }

  get database() {
    return this.#memory.database;
  }

  restoredState() {
    return this.#memory.restoredState();
  }

  close(): void {
    this.#memory.close();
  }

  #commit(): void {
    const records = this.#pending;
    this.#pending = [];
    if (records.length > 0) this.#memory.write(records, this.#lastSeq);
    this.#bars.write();
  }

  async #markResults(): Promise<void> {
    this.#commit();
    await this.#results.mark(this.#never);
  }
}

/** A run of before is replaced; anything else that lies there is left alone. */
function clearFolder(folder: string): void {
  ensureDataFolder(folder);
  for (const path_ of [journalFolderOf(folder), databaseFileOf(folder)]) {
    if (existsSync(path_)) rmSync(path_, { recursive: true, force: true });
  }
  for (const suffix of ['-wal', '-shm']) {
    rmSync(path.resolve(`${databaseFileOf(folder)}${suffix}`), { force: true });
  }
}
