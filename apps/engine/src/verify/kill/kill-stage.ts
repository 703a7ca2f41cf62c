import { rmSync } from 'node:fs';
import path from 'node:path';
import { FAILPOINTS } from '../../runtime/failpoints.ts';
import type { Stage, StageContext } from '../stage.ts';
import { judgeFolder } from '../parity/replay-folder.ts';
import { countPasses, type Passes } from './death-point.ts';
import { DeskLife } from './desk-life.ts';
import { inPairs } from './in-pairs.ts';
import { killDesk } from './kill-desk.ts';
import { KillTally } from './kill-tally.ts';
import { liveLoad } from './live-load.ts';
import { planKills, type KillPlan } from './plan-kills.ts';
import { lifeOf, tellStory, type StoryContext } from './tell-story.ts';

export interface KillStageOptions extends Pick<StoryContext, 'beforeLast'> {
  /** Default: as many as the kind of run wants, spread over the load. */
  readonly plans?: readonly KillPlan[];
}

/**
 * Processes trade, die by kill -9 in the middle of it and come back; each folder is judged by its venue's own book. A
 * planted defect is not in them: what it breaks shows without a death.
 */
export function createKillStage(options: KillStageOptions = {}): Stage {
  const { beforeLast } = options;
  return {
    name: 'kill',
    title: 'Killed with kill -9 in the middle of the load and started again',
    decides: ['exactness.after_kill', 'parity.replay'],
    run: async (context) => {
      const plans = options.plans ?? (await planOf(context));
      const told = await inPairs(
        plans,
        (each, index) => {
          const folder = path.join(context.folder, `kill-${index}`);
          return tellStory(each, { ...context, folder, beforeLast });
        },
        () => context.signal.aborted,
      );
      const tally = new KillTally(context.findings);
      for (const each of told) tally.take(each);
      return tally.result();
    },
  };
}

export const killStage = createKillStage();

async function planOf(context: StageContext): Promise<readonly KillPlan[]> {
  const passes = await passesOfLoad(context);
  // A point that the load never comes to would be left out of the plan, and nobody would miss it.
  for (const name of FAILPOINTS) {
    context.findings.look('exactness.after_kill', passes[name] > 0, () => ({
      where: 'the load with nobody dying',
      expected: `${name} is passed`,
      found: 'never',
    }));
  }
  return planKills(context.kind, context.seed, passes);
}

/** The load once, with nobody dying: how often it passes each point. */
async function passesOfLoad(context: StageContext): Promise<Passes> {
  const { failpoint, passes } = countPasses();
  const folder = path.join(context.folder, 'nobody-dies');
  const life = new DeskLife({ ...lifeOf({ ...context, folder }), failpoint, life: 0 });
  try {
    await liveLoad(life);
  } finally {
    await life.close();
  }
  const where = 'the load with nobody dying';
  await judgeFolder(context, { folder, desk: killDesk(), ends: ['closed'], where }, 'kill');
  rmSync(folder, { recursive: true, force: true });
  return passes;
}
