import { describe, expect, it } from 'vitest';
import type { LockLevel } from '@quarterdeck/core/model/control';
import type { FailpointName } from '../../../runtime/failpoints.ts';
import type { AskedLine } from '../asked-commands.ts';
import { judgeLock } from './judge-lock.ts';

const asked = (commandId: string, level: LockLevel, life = 0): AskedLine => ({
  type: 'asked',
  ...{ life, commandId, level },
});
const confirmed = (commandId: string): AskedLine => ({ type: 'confirmed', commandId });
const opened = (level: LockLevel, answered: readonly string[] = [], life = 1): AskedLine => ({
  type: 'opened',
  ...{ life, level, answered },
});

interface Scene {
  readonly lines: readonly AskedLine[];
  readonly deaths?: readonly FailpointName[];
  readonly receipts?: readonly string[];
  readonly brokenLink?: number;
}

/** What was not as it has to be. */
function faultsOf({ lines, deaths = [], receipts = [], brokenLink }: Scene): string[] {
  const receiptOf = (commandId: string) => ({
    ...{ commandId, eventSeq: 1, enforcedMs: 0, tsEnforced: 0 },
  });
  const tables = {
    verifyAuditChain: () => brokenLink,
    findReceipt: (id: string) => (receipts.includes(id) ? receiptOf(id) : undefined),
  };
  return judgeLock(
    tables,
    lines,
    deaths.map((name) => ({ name, pass: 1 })),
  )
    .filter(({ expected, found }) => expected !== found)
    .map(({ what, found }) => `${what}: ${found}`);
}

describe('the lock after a death', () => {
  const locked = [asked('one', 'lock'), confirmed('one')];

  it('has to be the one that was confirmed', () => {
    const receipts = ['one'];
    expect(faultsOf({ lines: [...locked, opened('lock', receipts)], receipts })).toEqual([]);
    expect(faultsOf({ lines: [...locked, opened('none', receipts)], receipts })).toEqual([
      'locks that did not come back as they were: 1: life 2: none instead of lock',
    ]);
  });

  it('may be either when nobody had confirmed it, as long as its answer says the same', () => {
    const lines = [asked('one', 'freeze')];
    const deaths = ['before-commit'] as const;
    expect(faultsOf({ lines: [...lines, opened('none')], deaths })).toEqual([]);
    expect(faultsOf({ lines: [...lines, opened('freeze', ['one'])], deaths })).toEqual([]);
    expect(faultsOf({ lines: [...lines, opened('freeze')], deaths })).toHaveLength(1);
    expect(faultsOf({ lines: [...lines, opened('none', ['one'])], deaths })).toHaveLength(1);
  });

  it('holds where the command was stored, and not where it had not been', () => {
    const lines = [asked('one', 'lock')];
    const stored = opened('lock', ['one']);
    const lost = opened('none');
    const faults = (line: AskedLine, death: FailpointName): number =>
      faultsOf({ lines: [...lines, line], deaths: [death] }).length;
    expect(faults(stored, 'before-command-confirm')).toBe(0);
    expect(faults(lost, 'before-command-confirm')).toBe(1);
    expect(faults(lost, 'command-before-commit')).toBe(0);
    expect(faults(stored, 'command-before-commit')).toBe(1);
  });

  it('is judged by the death of the life that was asked, whoever came up in between', () => {
    const lines = [asked('one', 'lock'), opened('lock', ['one'], 2)];
    const deaths = ['after-command-confirm', 'before-journal-flush'] as const;
    expect(faultsOf({ lines, deaths })).toEqual([]);
  });

  it('comes with the answer to every confirmed command', () => {
    const lines = [...locked, opened('lock', ['one'])];
    expect(faultsOf({ lines })).toEqual([
      'confirmed commands without an answer in the tables: 1: one',
    ]);
  });

  it('stands in an audit log whose links hold', () => {
    expect(faultsOf({ lines: [], brokenLink: 4 })).toEqual(['broken links of the audit log: 1: 4']);
  });
});
