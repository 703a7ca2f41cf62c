import type { LockLevel } from '@quarterdeck/core/model/control';
import type { DeskMemory } from '@quarterdeck/db/memory';
import type { FailpointName } from '../../../runtime/failpoints.ts';
import type { AskedLine } from '../asked-commands.ts';
import type { DeathPoint } from '../death-point.ts';
import { noneOf, type Compared } from './verdict.ts';

/** What a command has become when its process dies here; everywhere else either may hold. */
const FATE: Partial<Record<FailpointName, 'gone' | 'holds'>> = {
  'command-before-journal': 'gone',
  'command-before-commit': 'gone',
  'before-command-confirm': 'holds',
  'after-command-confirm': 'holds',
};

/** The lock as it was last confirmed, and what was asked and never confirmed. */
class OperatorMemory {
  confirmed: LockLevel = 'none';
  pending: Extract<AskedLine, { type: 'asked' }> | undefined;
  readonly confirmedIds: string[] = [];

  take(line: Exclude<AskedLine, { type: 'opened' }>): void {
    if (line.type === 'asked') this.pending = line;
    else {
      this.confirmed = this.pending?.level ?? this.confirmed;
      this.confirmedIds.push(line.commandId);
      this.pending = undefined;
    }
  }

  /** What a process that comes up has got wrong, if anything. */
  judge({ level, answered }: Opened, deaths: readonly DeathPoint[]): string | undefined {
    const { pending } = this;
    const death = pending === undefined ? undefined : deaths[pending.life];
    const fate = death === undefined ? undefined : FATE[death.name];
    const isAnswered = pending !== undefined && answered.includes(pending.commandId);
    const wanted = isAnswered ? pending.level : this.confirmed;
    const isFated =
      pending === undefined || fate === undefined || isAnswered === (fate === 'holds');
    return level === wanted && isFated ? undefined : `${level} instead of ${wanted}`;
  }

  settle({ level }: Opened): void {
    this.confirmed = level;
    this.pending = undefined;
  }
}

type Opened = Extract<AskedLine, { type: 'opened' }>;

/**
 * A lock that was confirmed stands in the next life; one that was not is either there with its answer, or not there and
 * unanswered. `deaths` are those of the folder's lives, oldest first.
 */
export function judgeLock(
  tables: Pick<DeskMemory, 'verifyAuditChain' | 'findReceipt'>,
  lines: readonly AskedLine[],
  deaths: readonly DeathPoint[],
): readonly Compared[] {
  const operator = new OperatorMemory();
  const wrong: string[] = [];
  for (const line of lines) {
    if (line.type !== 'opened') operator.take(line);
    else {
      const fault = operator.judge(line, deaths);
      if (fault !== undefined) wrong.push(`life ${line.life + 1}: ${fault}`);
      operator.settle(line);
    }
  }
  const broken = tables.verifyAuditChain();
  return [
    noneOf('locks that did not come back as they were', wrong),
    noneOf(
      'confirmed commands without an answer in the tables',
      operator.confirmedIds.filter((id) => tables.findReceipt(id) === undefined),
    ),
    noneOf('broken links of the audit log', broken === undefined ? [] : [String(broken)]),
  ];
}
