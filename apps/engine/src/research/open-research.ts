import path from 'node:path';
import { openResearchStore, type ResearchStore } from '@quarterdeck/db/research-store';
import { StorageError } from '@quarterdeck/db/storage-error';
import { isProcessAlive } from '../adapters/system/process-alive.ts';
import { isProofAlive } from '../adapters/system/proof-alive.ts';
import { randomId } from '../adapters/system/random.ts';
import { RunManager } from '../backtest/run-manager.ts';
import { createRunProcess } from '../backtest/run-process.ts';
import type { Clock, Scheduler } from '../ports/clock.ts';
import { ProofManager } from '../proof-runs/proof-manager.ts';
import { createProofProcess } from '../proof-runs/proof-process.ts';
import { OfferManager } from '../search/offer-manager.ts';
import { createOfferProcess } from '../search/offer-process.ts';
import { newRunId } from '../verify/proof-request.ts';

export interface OpenResearchOptions {
  readonly home: string;
  readonly configFile: string;
  readonly wall: Clock;
  readonly scheduler: Scheduler;
  readonly onStoreFailed: (error: unknown) => void;
}

/** Runs of this installation and what makes new ones. */
export interface Research {
  /** Undefined, with the reason, when its file cannot be used. */
  readonly store: ResearchStore | undefined;
  readonly manager: RunManager | undefined;
  readonly offers: OfferManager | undefined;
  /** Needs nothing of that file. */
  readonly proofs: ProofManager;
  readonly failure: string | undefined;
  close(): Promise<void>;
}

const RUN_ID_LENGTH = 10;
/** The other cores are the desk's, the console's and the search's. */
const WORKERS = 1;

const absent = (failure: string, proofs: ProofManager): Research => ({
  store: undefined,
  manager: undefined,
  offers: undefined,
  proofs,
  failure,
  close: () => proofs.close(),
});

function createProofs({ home, wall, scheduler }: OpenResearchOptions): ProofManager {
  return new ProofManager({
    home: path.resolve(home),
    clock: wall,
    scheduler,
    newId: () => newRunId({ clock: wall, randomId }),
    startRun: createProofProcess({ scheduler }),
    isAlive: isProofAlive,
  });
}

function open(options: OpenResearchOptions, proofs: ProofManager): Research {
  const { wall, configFile, onStoreFailed } = options;
  const home = path.resolve(options.home);
  const store = openResearchStore({
    file: path.join(home, 'research.db'),
    now: () => wall.now(),
    pid: process.pid,
    isAlive: isProcessAlive,
  });
  const places = { home, configFile: path.resolve(configFile) };
  const offers = new OfferManager({
    startOffer: createOfferProcess(),
    newId: () => `p-${randomId(RUN_ID_LENGTH)}`,
    places,
  });
  const manager = new RunManager({
    store: store.runs,
    clock: wall,
    newId: () => `run-${randomId(RUN_ID_LENGTH)}`,
    startRun: createRunProcess(),
    places,
    workers: WORKERS,
    onStoreFailed,
  });
  const close = async (): Promise<void> => {
    await Promise.all([offers.close(), manager.close(), proofs.close()]);
    store.close();
  };
  return { store, manager, offers, proofs, failure: undefined, close };
}

/** A file of research that cannot be used costs research, not the desk. */
export function openResearch(options: OpenResearchOptions): Research {
  const proofs = createProofs(options);
  try {
    return open(options, proofs);
  } catch (error) {
    if (error instanceof StorageError) return absent(error.message, proofs);
    throw error;
  }
}
