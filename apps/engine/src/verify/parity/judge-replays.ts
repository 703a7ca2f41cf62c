import type { Findings } from '../findings.ts';
import type { ReplayedLife } from './replay-life.ts';

/** One look at a replay: what the journal should give, and what it gave. */
export interface ReplayLook {
  readonly where: string;
  readonly expected: string;
  readonly found: string;
}

const SHOWN_DIFFERENCES = 10;
const ID = 'parity.replay';

/** As many in every run for a life that is as it has to be; its differences come first. */
export function looksAt(life: ReplayedLife): readonly ReplayLook[] {
  const { where, ended, differences, differenceCount, lost, problem } = life;
  return [
    ...differences.slice(0, SHOWN_DIFFERENCES).map(({ seq, type, recorded, replayed }) => ({
      where: `${where}: event ${seq}, ${type}`,
      expected: String(recorded),
      found: String(replayed),
    })),
    { where: `${where}: events lost by the journal`, expected: '0', found: String(lost) },
    {
      where: `${where}: a journal of an engine that was ${ended}`,
      expected: `${ended}, no difference`,
      found: problem ?? `${endOf(life)}, ${differenceCount || 'no'} difference`,
    },
  ];
}

/** A life that was closed in order says so; one that was killed may say nothing at all. */
function endOf({ ended, wasClosed, events }: ReplayedLife): string {
  if (events === 0 && ended === 'closed') return 'nothing in it';
  return wasClosed || ended === 'killed' ? ended : 'cut';
}

/** Lives of one folder, oldest first: what the tables knew of a life stands in its journal, so numbers go on without a gap. */
export function looksAtNumbers(lives: readonly ReplayedLife[]): readonly ReplayLook[] {
  // A life that was killed before its first event has no numbers.
  const numbered = lives.filter(({ events }) => events > 0);
  return numbered.slice(1).map(({ where, firstSeq }, index) => ({
    where: `${where}: its first event, by the last one in the journal before it`,
    expected: String((numbered[index]?.lastSeq ?? 0) + 1),
    found: String(firstSeq),
  }));
}

/** Every event whose answer was compared counts as one that held, unless it was among the differences. */
export function judgeReplay(findings: Findings, life: ReplayedLife): void {
  findings.hold(ID, Math.max(0, life.events - life.differenceCount));
  for (const look of looksAt(life)) findings.equal(ID, look);
}

/** The same for all lives of a folder; `of` names the stage in the evidence. */
export function judgeReplays(findings: Findings, lives: readonly ReplayedLife[], of: string): void {
  for (const life of lives) judgeReplay(findings, life);
  for (const look of looksAtNumbers(lives)) findings.equal(ID, look);
  noteLives(findings, lives, of);
}

function noteLives(findings: Findings, lives: readonly ReplayedLife[], of: string): void {
  for (const { ended, events } of lives) {
    findings.add(ID, `${of}: lives replayed, ${ended}`, 1);
    findings.add(ID, `${of}: events in them`, events);
  }
}
