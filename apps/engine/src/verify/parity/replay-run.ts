import type { Findings } from '../findings.ts';
import { judgeReplay } from './judge-replays.ts';
import { replayLife, type RecordedLife } from './replay-life.ts';

/** Data folder of an engine that was closed in order. */
export type RecordedRun = Omit<RecordedLife, 'ended' | 'signal'>;

/** The journal of a run to a fresh desk: the same events have to give the same effects. Gives back how many there were. */
export async function replayRun(findings: Findings, run: RecordedRun): Promise<number> {
  const { signal } = new AbortController();
  const life = await replayLife({ ...run, ended: 'closed', signal });
  judgeReplay(findings, life);
  findings.note('parity.replay', `events, ${run.where}`, life.events);
  return life.events;
}
