import { cpSync } from 'node:fs';
import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { LockState } from '@quarterdeck/core/model/control';
import type { RiskMemory } from '@quarterdeck/core/model/restored';
import type { DrillInstrument } from '../drill/drill-instruments.ts';
import { drillMarket } from '../drill/drill-market.ts';
import { WARM_UP_MS } from '../drill/run-drill.ts';
import { plantDefect } from '../defects/plant-defect.ts';
import { groupOf, type CriterionId } from '../criteria.ts';
import { ProofEngine } from '../engine/proof-engine.ts';
import { judgeFolder } from '../parity/replay-folder.ts';
import type { LifeEnd } from '../parity/replay-life.ts';
import { writeCanonical } from '../../runtime/journal/write-canonical.ts';
import type { StageContext } from '../stage.ts';
import { whileOpen } from './open-drill.ts';
import { OrderFacts } from './order-facts.ts';
import { Refusals } from './refusals.ts';
import { watchDesk } from './watch-desk.ts';

export interface Standing {
  readonly lock: LockState;
  readonly riskMemory: RiskMemory;
}

export interface Restart {
  readonly id: CriterionId;
  /** In words, for the offenders. */
  readonly where: string;
  readonly folder: string;
  /** How the engine that left it ended. */
  readonly after: LifeEnd;
  readonly desk: DeskOptions;
  readonly instruments: readonly DrillInstrument[];
  /** Behind all that happened in the folder. */
  readonly tsStart: EpochMs;
  /** What stood before, and has to stand after. */
  readonly before: Partial<Standing>;
  /** Every entry is refused with one of these, and each of them at least once. */
  readonly codes: readonly string[];
}

export const standingOf = ({ core }: Pick<ProofEngine, 'core'>): Standing => ({
  lock: core.view.lock,
  riskMemory: core.view.riskMemory,
});

/** The folder as it stands on disk this moment: what a process that is killed now leaves behind. */
export function copyAsKilled(folder: string): string {
  const copy = `${folder}-killed`;
  cpSync(folder, copy, { recursive: true });
  return copy;
}

const STANDING = ['lock', 'riskMemory'] as const;
const TICK_MS = 20;
const TICKS = 50;

/**
 * Starts on what another run left and lets every strategy want in for a second; then the journals of both are read back.
 * The one that was killed is the beginning of one that goes on and is read whole later: only a full run reads it twice.
 * Gives back how many entries left.
 */
export async function restartAndPress(context: StageContext, restart: Restart): Promise<number> {
  const entries = await pressAgain(context, restart);
  const { id, where, folder, desk, after } = restart;
  const leftOut = after === 'killed' && context.kind !== 'full' ? 1 : 0;
  const ends = [after, 'closed'] as const;
  await judgeFolder(context, { folder, desk, where, ends, leftOut }, groupOf(id));
  return entries;
}

async function pressAgain(context: StageContext, restart: Restart): Promise<number> {
  const { id, where, folder, desk, tsStart, before, codes, instruments } = restart;
  const { findings, seed, clock } = context;
  const facts = new OrderFacts();
  const refusals = new Refusals();
  let entries = 0;
  const planted = plantDefect(context.defect);
  const engine = new ProofEngine({
    ...{ folder, desk, seed, tsStart, machine: clock },
    passReports: planted.passReports,
    wrapDesk: (each) => watchDesk(facts, refusals)(planted.wrapDesk?.(each) ?? each),
    onBook: (changes) => {
      for (const change of changes) if (facts.findSentEntry(change) !== undefined) entries += 1;
    },
  });
  return whileOpen(engine, async () => {
    for (const what of STANDING) {
      if (before[what] === undefined) continue;
      findings.equal(id, {
        where: `${where}: ${what}`,
        expected: writeCanonical(before[what]),
        found: writeCanonical(standingOf(engine)[what]),
      });
    }
    engine.runTo(tsStart + WARM_UP_MS);
    const market = { seed, instruments, tsStart: tsStart + WARM_UP_MS, intervalMs: TICK_MS };
    for (const input of drillMarket({ ...market, ticks: TICKS })) engine.deliver(input);
    await context.scheduler.yield();
    findings.equal(id, { where: `${where}: entries that left`, expected: 0, found: entries });
    findings.equal(id, {
      where: `${where}: entries were refused with`,
      expected: codes.join(' '),
      found: refusals.codes().join(' '),
    });
    return entries;
  });
}
