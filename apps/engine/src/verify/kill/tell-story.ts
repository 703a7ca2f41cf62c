import { mkdirSync, rmSync } from 'node:fs';
import { createRng } from '@quarterdeck/core/kernel/rng';
import { randomSeed } from '../../adapters/system/random.ts';
import type { Scheduler } from '../../ports/clock.ts';
import { replayFolder } from '../parity/replay-folder.ts';
import type { ReplayedLife } from '../parity/replay-life.ts';
import type { StageContext } from '../stage.ts';
import { comeBack, type Afterwards } from './come-back.ts';
import { settingOf } from './death-point.ts';
import type { DeskLifeOptions } from './desk-life.ts';
import { killDesk } from './kill-desk.ts';
import { startKillTarget, type KillTarget, type TargetEnd } from './kill-target.ts';
import type { KillPlan } from './plan-kills.ts';

/** A process that is trading dies somewhere within this. */
const MOMENT_MS = { least: 5, most: 120 } as const;

/** Many times what a load takes, on a busy machine too. */
const PATIENCE_MS = 120_000;

export type StoryContext = Pick<StageContext, 'seed' | 'clock' | 'scheduler' | 'signal'> & {
  readonly folder: string;
  /** Before the life that is judged: where a test damages what it finds. */
  readonly beforeLast?: ((folder: string) => void) | undefined;
};

export interface Told {
  readonly plan: KillPlan;
  /** Of each life but the last. */
  readonly ends: readonly TargetEnd[];
  readonly afterwards: Afterwards;
  /** All lives of the folder, each from its journal. */
  readonly lives: readonly ReplayedLife[];
}

/** A folder from its first process to the verdict on its last; the folder is gone afterwards. */
export async function tellStory(plan: KillPlan, story: StoryContext): Promise<Told> {
  const { deaths } = plan;
  const { folder, seed, signal, beforeLast } = story;
  const options = lifeOf(story);
  const ends: TargetEnd[] = [];
  for (const [life, death] of deaths.entries()) {
    const order = { folder, seed, life, setting: settingOf(death) };
    ends.push(await endWithin(PATIENCE_MS, startKillTarget(order, signal), story.scheduler));
  }
  if (deaths.length === 0) ends.push(await killAtSomeMoment(story));
  beforeLast?.(folder);
  const afterwards = await comeBack({ ...options, deaths, life: ends.length });
  const lives = await readBack(plan, ends, story);
  rmSync(folder, { recursive: true, force: true });
  return { plan, ends, afterwards, lives };
}

/** The processes that were killed, however they ended, and the one that was closed behind them. */
function readBack(
  { name }: KillPlan,
  ends: readonly TargetEnd[],
  { folder, signal }: StoryContext,
): Promise<readonly ReplayedLife[]> {
  const killed = ends.map(() => 'killed' as const);
  const where = `killed at ${name}`;
  return replayFolder({ folder, desk: killDesk(), ends: [...killed, 'closed'], where }, signal);
}

/** Makes the folder, which a life needs before it begins. */
export function lifeOf(context: StoryContext): Omit<DeskLifeOptions, 'life'> {
  const { folder, seed, clock, scheduler, signal } = context;
  mkdirSync(folder, { recursive: true });
  return { folder, seed, machine: clock, scheduler, isAborted: () => signal.aborted };
}

/** Between two instructions that nobody chose. */
async function killAtSomeMoment(story: StoryContext): Promise<TargetEnd> {
  const { folder, seed, signal, scheduler } = story;
  const target = startKillTarget({ folder, seed, life: 0 }, signal);
  await target.trading;
  const { least, most } = MOMENT_MS;
  const delayMs = least + createRng(randomSeed()).next() * (most - least);
  const timer = scheduler.after(delayMs, () => target.kill());
  const end = await target.ended;
  timer.cancel();
  return end;
}

/** One that neither dies nor gets to the end of its load is ended, and was not killed where it should have been. */
async function endWithin(
  patienceMs: number,
  target: KillTarget,
  scheduler: Pick<Scheduler, 'after'>,
): Promise<TargetEnd> {
  const seen = { isStuck: false };
  const timer = scheduler.after(patienceMs, () => {
    seen.isStuck = true;
    target.kill();
  });
  try {
    const end = await target.ended;
    return seen.isStuck ? { type: 'broke', error: 'it went on without an end' } : end;
  } finally {
    timer.cancel();
  }
}
