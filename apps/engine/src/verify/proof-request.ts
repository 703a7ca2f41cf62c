import path from 'node:path';
import type { ProofKind } from '@quarterdeck/core/contract/proof/proof-report.schema';
import type { Clock } from '../ports/clock.ts';
import { DEFECTS, type Defect } from './defects/defect.ts';

/** Of every run that is not given one, so that two people get the same figures without agreeing on anything. */
export const STANDING_SEED = 20_261_121;

const MOST_SEED = 0xffff_ffff;
const RUN_ID = /^\d{8}-\d{6}-[0-9a-z]{4}$/;
const RUN_ID_LETTERS = 4;
const UNIT_MS = { h: 3_600_000, m: 60_000 } as const;
const LONGEST_SOAK_MS = 31 * 24 * UNIT_MS.h;

/** What was asked for cannot be meant, or cannot be done here; one sentence. */
export class ProofRequestError extends Error {
  override readonly name = 'ProofRequestError';
}

/** As they stand on the command line. */
export interface ProofFlags {
  readonly quick?: boolean;
  readonly report?: string;
  readonly seed?: string;
  readonly soak?: string;
  readonly accelerated?: boolean;
  readonly defect?: string;
  readonly mutations?: boolean;
}

export interface ProofRequest {
  readonly runId: string;
  readonly kind: ProofKind;
  readonly seed: number;
  readonly defect: Defect | undefined;
  /** Length of a soak in the desk's own time; undefined in every other kind. */
  readonly soakMs: number | undefined;
  /** Where the report goes; absolute. */
  readonly folder: string;
}

export interface RequestPorts {
  readonly clock: Pick<Clock, 'now'>;
  readonly randomId: (length: number) => string;
  /** Folder that holds the reports nobody named a folder for. */
  readonly home: string;
}

/** `20261121-204000-ab12`: sorts by time, UTC. */
export function newRunId({ clock, randomId }: Omit<RequestPorts, 'home'>): string {
  const digits = new Date(clock.now()).toISOString().replaceAll(/\D/g, '');
  return `${digits.slice(0, 8)}-${digits.slice(8, 14)}-${randomId(RUN_ID_LETTERS)}`;
}

/** Throws ProofRequestError with what is wrong. Touches nothing. */
export function parseProofRequest(flags: ProofFlags, ports: RequestPorts): ProofRequest {
  checkTogether(flags);
  const named = flags.report === undefined ? undefined : path.resolve(flags.report);
  // Whoever makes a folder by the name of a run has named the run: the console finds it by its folder.
  const asked = path.basename(named ?? '');
  const runId = RUN_ID.test(asked) ? asked : newRunId(ports);
  return {
    runId,
    kind: kindOf(flags),
    seed: parseSeed(flags.seed),
    defect: parseDefect(flags.defect),
    soakMs: parseSoak(flags),
    folder: named ?? path.resolve(ports.home, shelfOf(flags), runId),
  };
}

/** The console lists proofs; a run that plants every fault is none. */
const shelfOf = ({ mutations }: ProofFlags): string =>
  mutations === true ? 'proof-mutations' : 'proof';

function kindOf({ soak, quick, mutations }: ProofFlags): ProofKind {
  if (soak !== undefined) return 'soak';
  return quick === true || mutations === true ? 'quick' : 'full';
}

function checkTogether({ soak, accelerated, quick, defect, mutations }: ProofFlags): void {
  if (mutations === true && (defect !== undefined || soak !== undefined)) {
    throw new ProofRequestError(
      '--mutations plants every defect in quick runs: no --defect, no --soak',
    );
  }
  if (soak === undefined) {
    if (accelerated === true) throw new ProofRequestError('--accelerated belongs to --soak');
    return;
  }
  if (accelerated !== true) {
    throw new ProofRequestError(
      'a soak in real time is not offered: say --soak with --accelerated',
    );
  }
  if (quick === true)
    throw new ProofRequestError('a soak has its own length: no --quick with --soak');
  if (defect !== undefined) {
    throw new ProofRequestError(
      'a defect is planted in a full or quick run: no --defect with --soak',
    );
  }
}

function parseSeed(text: string | undefined): number {
  if (text === undefined) return STANDING_SEED;
  const seed = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (seed <= MOST_SEED) return seed;
  throw new ProofRequestError(`--seed must be a whole number from 0 to ${MOST_SEED}, not ${text}`);
}

function parseDefect(text: string | undefined): Defect | undefined {
  if (text === undefined) return undefined;
  const defect = DEFECTS.find((name) => name === text);
  if (defect !== undefined) return defect;
  throw new ProofRequestError(`no defect is named ${text}; there are ${DEFECTS.join(', ')}`);
}

function parseSoak({ soak }: ProofFlags): number | undefined {
  if (soak === undefined) return undefined;
  const [, count, unit] = /^(\d{1,6})([hm])$/.exec(soak) ?? [];
  const soakMs = Number(count) * UNIT_MS[unit === 'm' ? 'm' : 'h'];
  if (soakMs > 0 && soakMs <= LONGEST_SOAK_MS) return soakMs;
  throw new ProofRequestError(
    `--soak must be a length such as 24h or 90m, 31 days at most, not ${soak}`,
  );
}
