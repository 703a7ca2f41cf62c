import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import type { Difference } from '@quarterdeck/core/decision/journal/first-difference';
import { replayRecord, type ReplaySteps } from '@quarterdeck/core/decision/journal/replay-record';
import { SECOND_MS } from '@quarterdeck/core/kernel/clock';
import type { DecisionReader } from '@quarterdeck/db/decision-reader';
import type { Clock } from '../../../ports/clock.ts';
import type { WindowFlags } from './with-reader.ts';

/** First field of one decision that came out otherwise; `(fault)` where the replay itself broke. */
export interface ReplayedDifference extends Difference {
  readonly decisionId: string;
  readonly tsDecision: number;
}

export interface ReplayReport {
  readonly decisions: number;
  readonly differenceCount: number;
  /** The first of them. */
  readonly differences: readonly ReplayedDifference[];
  /** Decisions a second, reading them included; null without any. */
  readonly perSecond: number | null;
}

export interface ReplayOrder extends WindowFlags {
  /** Of this decision alone. */
  readonly id?: string;
  /** The oldest of the window. */
  readonly limit?: number;
}

const PAGE = 500;
const SHOWN = 20;

function* readAll(reader: DecisionReader): Generator<DecisionRecord> {
  for (let after = 0; ;) {
    const page = reader.readRecords(after, PAGE);
    yield* page.values();
    if (page.size < PAGE) return;
    after = Math.max(...page.keys());
  }
}

function* select(reader: DecisionReader, order: ReplayOrder): Generator<DecisionRecord> {
  const { id, from = 0, to = Infinity, limit = Infinity } = order;
  if (id !== undefined) {
    const found = reader.find(id);
    if (found === undefined) throw new Error(`no decision ${id}`);
    yield found.record;
    return;
  }
  let left = limit;
  for (const record of readAll(reader)) {
    if (left <= 0) return;
    if (record.tsDecision < from || record.tsDecision >= to) continue;
    left -= 1;
    yield record;
  }
}

/** A record this program cannot work out again is a difference like any other: the rest is still compared. */
function replayOne(record: DecisionRecord, steps: ReplaySteps): Difference | undefined {
  try {
    return replayRecord(record, steps);
  } catch (error) {
    return { field: '(fault)', recorded: null, now: String(error) };
  }
}

/** Works stored decisions out again, without a single question to a model. */
export function replayDecisions(
  reader: DecisionReader,
  steps: ReplaySteps,
  { clock, ...order }: ReplayOrder & { readonly clock: Pick<Clock, 'monotonicMs'> },
): ReplayReport {
  const started = clock.monotonicMs();
  const differences: ReplayedDifference[] = [];
  let differenceCount = 0;
  let decisions = 0;
  for (const record of select(reader, order)) {
    decisions += 1;
    const difference = replayOne(record, steps);
    if (difference === undefined) continue;
    differenceCount += 1;
    const { decisionId, tsDecision } = record;
    if (differences.length < SHOWN) differences.push({ decisionId, tsDecision, ...difference });
  }
  const tookMs = clock.monotonicMs() - started;
  const perSecond = decisions === 0 || tookMs <= 0 ? null : (decisions * SECOND_MS) / tookMs;
  return { decisions, differenceCount, differences, perSecond };
}
