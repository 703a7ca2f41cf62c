import { createSimulatedDesk } from '@quarterdeck/core/desk';
import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import type { SessionId } from '@quarterdeck/core/kernel/ids';
import { journalFolderOf } from '../../runtime/start/data-folder.ts';
import { replaySession } from '../../runtime/journal/replay-session.ts';
import type { Findings } from '../findings.ts';

export interface RecordedRun {
  /** Data folder of an engine that was closed in order. */
  readonly folder: string;
  readonly sessionId: SessionId;
  readonly desk: DeskOptions;
  /** In words, for the offenders. */
  readonly where: string;
}

/** The journal of a run to a fresh desk: the same events have to give the same effects. Gives back how many there were. */
export async function replayRun(findings: Findings, run: RecordedRun): Promise<number> {
  const { folder, sessionId, desk, where } = run;
  const result = await replaySession({
    folder: journalFolderOf(folder),
    sessionId,
    createDesk: () => createSimulatedDesk(desk),
  });
  for (const { seq, type, recorded, replayed } of result.differences) {
    findings.look('parity.replay', false, () => ({
      where: `${where}: event ${seq}, ${type}`,
      expected: String(recorded),
      found: String(replayed),
    }));
  }
  findings.equal('parity.replay', {
    where: `${where}: events lost by the journal`,
    expected: 0,
    found: result.lost,
  });
  const isWhole = result.wasClosed && result.events > 0 && result.differenceCount === 0;
  findings.look('parity.replay', isWhole, () => ({
    where: `${where}: the whole session`,
    expected: 'a journal closed in order, no difference',
    found: `${result.events} events, ${result.differenceCount} differences`,
  }));
  findings.note('parity.replay', `events, ${where}`, result.events);
  return result.events;
}
