import { existsSync, mkdirSync, readdirSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ProofKind } from '@quarterdeck/core/contract/proof/proof-report.schema';
import { ProofRequestError } from '../proof-request.ts';

const MB = 1024 * 1024;

/** Journals, tables and venue books of one run at their largest, with room to spare. */
const NEEDED_MB: Readonly<Record<ProofKind, number>> = { full: 2048, quick: 500, soak: 1024 };

/** Bytes this process may still write below a folder that exists. */
function freeBytesIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function nearestFolder(folder: string): string {
  const parent = path.dirname(folder);
  return existsSync(folder) || parent === folder ? folder : nearestFolder(parent);
}

export interface RoomOptions {
  readonly kind: ProofKind;
  /** Of the report. */
  readonly folder: string;
  /** Where the stages work. */
  readonly workFolder: string;
  readonly freeBytes?: (folder: string) => number;
}

/** ProofRequestError when either place has too little disk. */
export function ensureRoom(options: RoomOptions): void {
  const { kind, folder, workFolder, freeBytes = freeBytesIn } = options;
  const needed = NEEDED_MB[kind];
  for (const place of [workFolder, folder]) {
    const free = Math.floor(freeBytes(nearestFolder(place)) / MB);
    if (free >= needed) continue;
    throw new ProofRequestError(
      `too little disk for a ${kind} run: ${place} has ${free} MB free, it needs ${needed} MB`,
    );
  }
}

/** Makes the folder. ProofRequestError where something is there already, or cannot be. */
export function openReportFolder(folder: string): void {
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory()) {
      throw new ProofRequestError(`${folder} is a file: name a folder for the report`);
    }
    if (readdirSync(folder).length > 0) {
      throw new ProofRequestError(`the report folder ${folder} is not empty: name a new one`);
    }
  }
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ProofRequestError(`cannot make the report folder ${folder}: ${reason}`);
  }
}
