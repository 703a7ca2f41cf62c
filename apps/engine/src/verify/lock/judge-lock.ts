import type { Findings } from '../findings.ts';
import type { LockRecord, LockWatch } from './lock-watch.ts';

/** Sums over all locks of a run. */
export interface LockSums {
  locks: number;
  queued: number;
  onWire: number;
  withheld: number;
  entriesAfter: number;
  exitsSent: number;
  exitsFilled: number;
  positionsBefore: number;
  positionsLeft: number;
  working: number;
  queried: number;
  lastEntry: string;
  shortestGapMs: number;
}

export const noLocks = (): LockSums => ({
  locks: 0,
  queued: 0,
  onWire: 0,
  withheld: 0,
  entriesAfter: 0,
  exitsSent: 0,
  exitsFilled: 0,
  positionsBefore: 0,
  positionsLeft: 0,
  working: 0,
  queried: 0,
  lastEntry: 'none',
  shortestGapMs: Number.MAX_SAFE_INTEGER,
});

/** At the end of a locked stretch, before it is unlocked. */
export function judgeLock(findings: Findings, watch: LockWatch, sums: LockSums): void {
  const lock = watch.current;
  if (lock === undefined) return;
  addUp(sums, lock, watch);
  const where = `lock of event ${lock.seq}`;
  const withheld = [...lock.queued].filter((id) => lock.withheld.has(id)).length;
  findings.equal('lock.no_entry_after', {
    where: `${where}: entries that waited in a lane and were withheld`,
    expected: lock.queued.size,
    found: withheld,
  });
  findings.equal('lock.no_entry_after', {
    where: `${where}: entries that reached the venue`,
    expected: 0,
    found: lock.entriesAfter,
  });
  const { positions } = watch.holdings;
  const cameDown = lock.positions === 0 || positions < lock.positions;
  findings.look('lock.exits_go_on', cameDown, () => ({
    where: `${where}: positions at the venue`,
    expected: `less than ${lock.positions}`,
    found: String(positions),
  }));
  judgeSweep(findings, watch, lock);
}

function judgeSweep(findings: Findings, watch: LockWatch, lock: LockRecord): void {
  for (const clientOrderId of lock.working) {
    const isCancelled = lock.cancelled.has(clientOrderId);
    findings.look('lock.swept', isCancelled && lock.queried.has(clientOrderId), () => ({
      where: `lock of event ${lock.seq}: ${clientOrderId} worked at the venue`,
      expected: 'called back, and the venue asked about it',
      found: `${isCancelled ? '' : 'not '}called back`,
    }));
  }
  findings.equal('lock.swept', {
    where: `lock of event ${lock.seq}: entries that still work at the venue`,
    expected: 0,
    found: watch.holdings.workingCount,
  });
}

function addUp(sums: LockSums, lock: LockRecord, { holdings }: LockWatch): void {
  sums.locks += 1;
  sums.queued += lock.queued.size;
  sums.onWire += lock.onWire.size;
  sums.withheld += lock.withheld.size;
  sums.entriesAfter += lock.entriesAfter;
  sums.exitsSent += lock.exitsSent;
  sums.exitsFilled += lock.exitsFilled;
  sums.positionsBefore += lock.positions;
  sums.positionsLeft += holdings.positions;
  sums.working += lock.working.size;
  sums.queried += lock.queried.size;
  if (lock.lastEntry === undefined) return;
  const gapMs = lock.ts - lock.lastEntry.ts;
  sums.shortestGapMs = Math.min(sums.shortestGapMs, gapMs);
  sums.lastEntry = `${lock.lastEntry.clientOrderId}, ${gapMs} ms before event ${lock.seq}`;
}

/** What makes the single looks worth something: there was something to withhold, to close and to call back. */
export function judgeLocks(findings: Findings, sums: LockSums): void {
  const look = (
    id: 'lock.no_entry_after' | 'lock.exits_go_on' | 'lock.swept',
    counts: Readonly<Record<string, number>>,
  ): void => {
    const absent = Object.keys(counts).filter((name) => counts[name] === 0);
    findings.look(id, absent.length === 0, () => ({
      where: `all ${sums.locks} locks`,
      expected: 'something to show it on',
      found: `none: ${absent.join(', ')}`,
    }));
    for (const [name, count] of Object.entries(counts)) findings.note(id, name, count);
  };
  look('lock.no_entry_after', {
    locks: sums.locks,
    entries_queued_at_the_lock: sums.queued,
    orders_withheld: sums.withheld,
  });
  findings.note('lock.no_entry_after', 'entries_on_the_wire_at_the_lock', sums.onWire);
  findings.note('lock.no_entry_after', 'entries_after_the_lock', sums.entriesAfter);
  findings.note('lock.no_entry_after', 'last_entry_before_the_last_lock', sums.lastEntry);
  findings.note('lock.no_entry_after', 'shortest_gap_ms', sums.shortestGapMs);
  look('lock.exits_go_on', {
    exits_sent_under_lock: sums.exitsSent,
    exits_filled_under_lock: sums.exitsFilled,
    positions_at_the_lock: sums.positionsBefore,
  });
  findings.note('lock.exits_go_on', 'positions_left', sums.positionsLeft);
  look('lock.swept', {
    entries_working_at_the_lock: sums.working,
    orders_asked_about: sums.queried,
  });
}
