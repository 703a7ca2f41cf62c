import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import {
  proofReportSchema,
  type ProofReport,
} from '@quarterdeck/core/contract/proof/proof-report.schema';
import { proofMutationsSchema } from '@quarterdeck/core/contract/proof/mutations.schema';
import { proofProgressSchema } from '@quarterdeck/core/contract/proof/proof-run.schema';
import { denied, parsed, type Parsed } from '@quarterdeck/core/kernel/verdict';
import type { ListedProof } from '../api/proofs-port.ts';
import { describeMutations, describeProgress, describeReport } from './describe-proof.ts';
import {
  isProofRunId,
  mutationsFileOf,
  progressFileOf,
  proofsFolderOf,
  reportFileOf,
} from './proof-folder.ts';
import { readJsonFile } from './read-json-file.ts';

const MOST_LISTED = 50;

export interface ProofShelfOptions {
  readonly home: string;
  /** Whether a run of the proof lives under this number. */
  readonly isAlive: (pid: number) => boolean;
}

interface Stamped {
  /** Changes with the file. */
  readonly stamp: string;
  readonly row: ListedProof;
}

interface Found {
  readonly runId: string;
  readonly tsChanged: number;
}

async function stampOf(file: string): Promise<string | undefined> {
  try {
    const { mtimeMs, size } = await stat(file);
    return `${String(mtimeMs)}:${String(size)}`;
  } catch {
    return undefined;
  }
}

/** The runs that lie in the folder of this installation, whoever made them. */
export class ProofShelf {
  readonly #options: ProofShelfOptions;
  /** A report never changes: each is read once. */
  readonly #known = new Map<string, Stamped>();

  constructor(options: ProofShelfOptions) {
    this.#options = options;
  }

  /** Newest first. */
  async list(): Promise<readonly ListedProof[]> {
    const newest = (await this.#find())
      .toSorted((one, other) => other.tsChanged - one.tsChanged)
      .slice(0, MOST_LISTED);
    const rows: ListedProof[] = [];
    for (const found of newest) rows.push(await this.#rowOf(found));
    this.#forgetAllBut(newest);
    return rows.toSorted((one, other) => other.tsStarted - one.tsStarted);
  }

  /** Undefined where there is no folder of this name. */
  async find(runId: string): Promise<ListedProof | undefined> {
    const found = isProofRunId(runId) ? await this.#stat(runId) : undefined;
    return found && (await this.#rowOf(found));
  }

  async report(runId: string): Promise<Parsed<ProofReport>> {
    const row = await this.find(runId);
    if (row === undefined) return denied('PROOF_UNKNOWN', { runId });
    const read = await readJsonFile(reportFileOf(this.#folderOf(runId)), proofReportSchema);
    if (read.type === 'read') return parsed(read.value);
    if (read.type === 'wrong') return denied('PROOF_UNREADABLE', { runId, cause: read.problem });
    return denied('PROOF_NOT_FINISHED', { runId, state: row.state });
  }

  #folderOf(runId: string): string {
    return path.join(proofsFolderOf(this.#options.home), runId);
  }

  async #find(): Promise<readonly Found[]> {
    const entries = await readdir(proofsFolderOf(this.#options.home)).catch(() => []);
    const found: Found[] = [];
    for (const name of entries.filter(isProofRunId)) {
      const each = await this.#stat(name);
      if (each !== undefined) found.push(each);
    }
    return found;
  }

  async #stat(runId: string): Promise<Found | undefined> {
    try {
      const entry = await stat(this.#folderOf(runId));
      return entry.isDirectory() ? { runId, tsChanged: entry.mtimeMs } : undefined;
    } catch {
      return undefined;
    }
  }

  async #rowOf({ runId, tsChanged }: Found): Promise<ListedProof> {
    const folder = this.#folderOf(runId);
    const unreadable = (problem: string): ListedProof => ({
      runId,
      state: 'unreadable',
      tsStarted: tsChanged,
      problem,
    });
    const stamp = await stampOf(reportFileOf(folder));
    if (stamp !== undefined) return this.#reported(runId, stamp, unreadable);
    const mutations = await readJsonFile(mutationsFileOf(folder), proofMutationsSchema);
    if (mutations.type === 'read') return describeMutations(runId, mutations.value);
    if (mutations.type === 'wrong') return unreadable(`mutations.json ${mutations.problem}`);
    const progress = await readJsonFile(progressFileOf(folder), proofProgressSchema);
    if (progress.type === 'absent') return unreadable('holds neither a report nor progress');
    if (progress.type === 'wrong') return unreadable(`progress.json ${progress.problem}`);
    return describeProgress(runId, progress.value, this.#options.isAlive);
  }

  async #reported(
    runId: string,
    stamp: string,
    unreadable: (problem: string) => ListedProof,
  ): Promise<ListedProof> {
    const known = this.#known.get(runId);
    if (known?.stamp === stamp) return known.row;
    const read = await readJsonFile(reportFileOf(this.#folderOf(runId)), proofReportSchema);
    const row =
      read.type === 'read'
        ? describeReport(runId, read.value)
        : unreadable(`report.json ${read.type === 'wrong' ? read.problem : 'is gone'}`);
    this.#known.set(runId, { stamp, row });
    return row;
  }

  #forgetAllBut(listed: readonly Found[]): void {
    const kept = new Set(listed.map(({ runId }) => runId));
    for (const runId of this.#known.keys()) if (!kept.has(runId)) this.#known.delete(runId);
  }
}
