import type { DeathPoint } from './death-point.ts';
import { DeskLife, type DeskLifeOptions } from './desk-life.ts';
import { judgeFolder, type FolderVerdict } from './judge/judge-folder.ts';
import { equal, type Compared } from './judge/verdict.ts';

/** Quotes of each symbol that a desk which has come back trades on with. */
const GO_ON_TICKS = 4;
const ARRIVE_S = 5;

export interface ComeBackOptions extends DeskLifeOptions {
  /** Of the lives before, oldest first. */
  readonly deaths: readonly DeathPoint[];
}

/** What was seen of a folder whose last process was killed. */
export type Afterwards = FolderVerdict;

/**
 * Comes up on the folder, reconciles, is judged; trades on, closes everything under the lock and is judged again.
 * A desk that does not get that far is a finding, not a failure of ours.
 */
export async function comeBack(options: ComeBackOptions): Promise<Afterwards> {
  const { folder, isAborted } = options;
  try {
    return await liveAgain(options);
  } catch (error) {
    if (isAborted()) return NOTHING_SEEN;
    const message = error instanceof Error ? error.message : String(error);
    // The folder lies elsewhere in every run.
    const found = message.replaceAll(folder, 'the folder');
    return { ...NOTHING_SEEN, compared: [equal('the desk that came back', 'goes on', found)] };
  }
}

const NOTHING_SEEN: Afterwards = { compared: [], fills: 0, orders: 0, net: 0n };

async function liveAgain(options: ComeBackOptions): Promise<Afterwards> {
  const { folder, deaths } = options;
  const life = new DeskLife(options);
  try {
    await life.settle();
    const phase = life.engine.core.view.phase;
    const before = judge(life, folder, deaths);
    await life.trade(GO_ON_TICKS);
    const isFlat = await life.flatten();
    await life.settle(ARRIVE_S);
    const after = judge(life, folder, deaths);
    const compared = [
      equal('the desk that came back', 'running', phase),
      ...named('before it traded on', before.compared),
      equal('it traded on', 'yes', after.fills > before.fills ? 'yes' : 'no'),
      equal('it was flat at the end', 'yes', isFlat ? 'yes' : 'no'),
      ...named('at the end', after.compared),
    ];
    return { ...after, compared };
  } finally {
    await life.close();
  }
}

function judge({ engine }: DeskLife, folder: string, deaths: readonly DeathPoint[]): FolderVerdict {
  engine.core.dispatcher.commitNow();
  return judgeFolder(folder, deaths);
}

const named = (when: string, compared: readonly Compared[]): Compared[] =>
  compared.map((each) => ({ ...each, what: `${when}: ${each.what}` }));
