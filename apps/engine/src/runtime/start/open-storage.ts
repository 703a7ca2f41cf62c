import { existsSync } from 'node:fs';
import { openAuthStore } from '@quarterdeck/db/auth-store';
import { createCandleReader, type CandleReader } from '@quarterdeck/db/candle-store';
import { createDecisionLog, type DecisionLog } from '@quarterdeck/db/decision-log';
import { createDecisionQueries, type DecisionQueries } from '@quarterdeck/db/decision-queries';
import { openMemory } from '@quarterdeck/db/open-memory';
import { recomputeFills, type RecomputedFills } from '@quarterdeck/db/recompute-fills';
import { startCheckpoints } from '@quarterdeck/db/start-checkpoints';
import { createTradeHistory, type TradeHistory } from '@quarterdeck/db/trade-history';
import type { LockState, StrategyControl } from '@quarterdeck/core/model/control';
import { lockDataFolder } from '../../adapters/system/data-folder-lock.ts';
import { randomId } from '../../adapters/system/random.ts';
import type { AuthStore } from '../../ports/auth-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Memory } from '../../ports/memory.ts';
import { findLastEventSeq } from '../journal/last-event-seq.ts';
import {
  databaseFileOf,
  ensureDataFolder,
  journalFolderOf,
  setAsidePreviousReplay,
  wasFolderUsed,
  type RunMode,
} from './data-folder.ts';

export interface Storage {
  readonly folder: string;
  readonly memory: Memory;
  readonly auth: AuthStore;
  /** For charts. */
  readonly candles: CandleReader;
  readonly trades: TradeHistory;
  /** The sums of all stored fills by another way than the ledger's. */
  readonly recomputeFills: () => RecomputedFills;
  /** What the agent decided and what became of it; the desk's own records go through `memory`. */
  readonly decisions: { readonly queries: DecisionQueries; readonly log: DecisionLog };
  /** True when nothing has ever been recorded here. */
  readonly isNew: boolean;
  /** No event of this folder has had this number yet. */
  readonly firstSeq: number;
  close(): void;
}

const DESK_ID_LENGTH = 6;

function openTables(folder: string, wall: Clock) {
  const memory = openMemory({
    file: databaseFileOf(folder),
    now: () => wall.now(),
    randomId: () => randomId(DESK_ID_LENGTH),
  });
  return {
    memory,
    auth: openAuthStore(memory.database),
    isNew: memory.isNew,
    database: memory.database,
  };
}

interface Kept {
  /** Absent: nobody knows whether one was set. */
  readonly lock: LockState | undefined;
  readonly controls: readonly StrategyControl[];
}

/**
 * What persons (or the throttle) set in the run before holds in the new one too: fresh tables must not open what has
 * been closed. Undefined when there was no run before.
 */
function readPreviousRun(folder: string, wall: Clock): Kept | undefined {
  if (!existsSync(databaseFileOf(folder))) return undefined;
  const { memory, isNew } = openTables(folder, wall);
  const { lock, controls } = memory.restoredState();
  memory.close();
  if (isNew) return undefined;
  // A switch that still stands as configured follows the configuration.
  return { lock, controls: controls.filter(({ by }) => by !== 'config') };
}

const firstLock = (tsSince: number): LockState => ({
  level: 'none',
  reason: 'first start of a simulated account',
  by: 'desk',
  tsSince,
  eventSeq: 0,
});

/**
 * What a person set, kept over the change of tables. A really new folder of a venue that costs nothing starts
 * unlocked, and says so in the tables: from then on an absent lock means "unknown", which is locked.
 */
function writeFirstControls(memory: Memory, kept: Kept, tsNow: number): void {
  const { lock, controls } = kept;
  const locks = lock === undefined ? [] : [lock.level === 'none' ? firstLock(tsNow) : lock];
  memory.write(
    [
      ...locks.map((each) => ({ type: 'RecordLock', lock: each }) as const),
      ...controls.map((control) => ({ type: 'RecordControl', control }) as const),
    ],
    0,
  );
}

/** What a run before left, or how a folder begins that none has used; a used one without its tables is unknown. */
function keptOf(folder: string, mode: RunMode, wall: Clock): Kept {
  const wasUsed = wasFolderUsed(folder);
  const previous = mode === 'replay' ? readPreviousRun(folder, wall) : undefined;
  if (previous !== undefined) return previous;
  return { lock: wasUsed ? undefined : firstLock(wall.now()), controls: [] };
}

/** Locks the folder, then opens and migrates what is in it. Throws DataFolderBusyError or StorageError. */
export function openStorage(options: {
  readonly folder: string;
  readonly mode: RunMode;
  readonly startsLocked: boolean;
  readonly wall: Clock;
}): Storage {
  const { folder, mode, startsLocked, wall } = options;
  ensureDataFolder(folder);
  const folderLock = lockDataFolder(folder);
  try {
    const kept = keptOf(folder, mode, wall);
    if (mode === 'replay') setAsidePreviousReplay(folder);
    const { memory, auth, isNew, database } = openTables(folder, wall);
    if (isNew && !startsLocked) writeFirstControls(memory, kept, wall.now());
    const lastSeq = Math.max(memory.lastEventSeq(), findLastEventSeq(journalFolderOf(folder)));
    const checkpoints = startCheckpoints(database);
    return {
      folder,
      memory,
      auth,
      candles: createCandleReader(database),
      trades: createTradeHistory(database),
      recomputeFills: () => recomputeFills(database),
      decisions: { queries: createDecisionQueries(database), log: createDecisionLog(database) },
      isNew,
      firstSeq: lastSeq + 1,
      close: () => {
        checkpoints.stop();
        memory.close();
        folderLock.release();
      },
    };
  } catch (error) {
    folderLock.release();
    throw error;
  }
}
