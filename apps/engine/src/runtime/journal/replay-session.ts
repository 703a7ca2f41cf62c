import type { Desk } from '@quarterdeck/core/desk-contract';
import type { SessionId } from '@quarterdeck/core/kernel/ids';
import type { DeskEvent, DeskEventType } from '@quarterdeck/core/model/event';
import { digestEffects } from './effects-digest.ts';
import { writeCanonical } from './write-canonical.ts';
import type { JournalHeader } from './journal-header.ts';
import { readEntries, readJournal } from './read-journal.ts';

const KEPT_DIFFERENCES = 100;
const SHOWN_CHARS = 2_000;

export interface ReplayOptions {
  readonly folder: string;
  readonly sessionId: SessionId;
  readonly createDesk: (header: JournalHeader) => Desk;
}

export interface ReplayDifference {
  readonly seq: number;
  readonly type: DeskEventType;
  /** Hashes; undefined where there were no effects. */
  readonly recorded: string | undefined;
  readonly replayed: string | undefined;
  /** What the desk answers now, at most 2,000 characters. */
  readonly effects: string;
}

export interface ReplayResult {
  readonly header: JournalHeader;
  readonly events: number;
  readonly effects: number;
  /** Empty: the same events gave the same effects. The first 100. */
  readonly differences: readonly ReplayDifference[];
  readonly differenceCount: number;
  /** Events the journal lost on a full disk; the comparison ends in front of them. */
  readonly lost: number;
  /** False after a crash: the answer to the last event may not have been recorded and is not compared. */
  readonly wasClosed: boolean;
}

interface Answer {
  readonly event: DeskEvent;
  readonly effects: string;
  readonly hash: string | undefined;
}

/** One event's answer waits until its recorded hash, or the next event, shows what was recorded. */
class Comparison {
  readonly differences: ReplayDifference[] = [];
  events = 0;
  effects = 0;
  differenceCount = 0;
  #open: Answer | undefined;

  constructor(readonly desk: Desk) {}

  handle(event: DeskEvent): void {
    this.settle(undefined);
    const effects = this.desk.handle(event);
    this.events += 1;
    this.effects += effects.length;
    this.#open =
      effects.length === 0
        ? { event, effects: '', hash: undefined }
        : { event, effects: writeCanonical(effects), hash: digestEffects(effects) };
  }

  settle(recorded: string | undefined): void {
    const answer = this.#open;
    this.#open = undefined;
    if (answer === undefined || answer.hash === recorded) return;
    this.differenceCount += 1;
    if (this.differences.length >= KEPT_DIFFERENCES) return;
    const { seq, type } = answer.event;
    const effects = answer.effects.slice(0, SHOWN_CHARS);
    this.differences.push({ seq, type, recorded, replayed: answer.hash, effects });
  }
}

/** Feeds a recorded session to a fresh desk and compares what it answers with what was recorded. */
export async function replaySession(options: ReplayOptions): Promise<ReplayResult> {
  const { folder, sessionId, createDesk } = options;
  const { header } = readJournal(folder, sessionId);
  const comparison = new Comparison(createDesk(header));
  let wasClosed = false;
  let lost = 0;
  for await (const entry of readEntries(folder, sessionId)) {
    if (entry.kind === 'event') comparison.handle(entry.event);
    else if (entry.kind === 'effects') comparison.settle(entry.hash);
    else if (entry.kind === 'end') wasClosed = true;
    else if (entry.kind === 'gap') lost += entry.lost;
    if (lost > 0) break;
  }
  if (wasClosed) comparison.settle(undefined);
  const { events, effects, differences, differenceCount } = comparison;
  return { header, events, effects, differences, differenceCount, lost, wasClosed };
}
