import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '@quarterdeck/db/database';
import { listBookLogs } from '../../adapters/simulated/read-venue-book.ts';
import { systemClock } from '../../adapters/system/system-clock.ts';
import { systemScheduler } from '../../adapters/system/system-scheduler.ts';
import { listSegmentFiles, listSessionIds } from '../../runtime/journal/session-files.ts';
import { databaseFileOf, journalFolderOf } from '../../runtime/start/data-folder.ts';
import { runProof } from '../run-proof.ts';
import type { Stage } from '../stage.ts';
import { openProof } from '../stub-stage.fixture.ts';
import { createKillStage } from './kill-stage.ts';
import type { KillPlan } from './plan-kills.ts';

/** Processes start from sources here, several at a time. */
const PATIENCE_MS = 180_000;

const AFTER_SEND: KillPlan = {
  name: 'after-send, pass 250',
  deaths: [{ name: 'after-send', pass: 250 }],
};
const MOMENT: KillPlan = { name: 'a moment of the machine', deaths: [] };

async function judge(stage: Stage) {
  using proof = openProof([stage]);
  const { digest, ...report } = await runProof(proof.request, {
    ...proof.options,
    clock: systemClock,
    scheduler: systemScheduler,
  });
  expect(proof.leftInWork()).toEqual([]);
  const [criterion, replay, ...others] = report.criteria;
  expect(others).toEqual([]);
  return { digest, broken: report.broken, counts: report.stages[0]?.counts, criterion, replay };
}

const damaged = (beforeLast: (folder: string) => void): Stage =>
  createKillStage({ plans: [AFTER_SEND], beforeLast });

function runSql(folder: string, sql: string): void {
  const database = openDatabase({ file: databaseFileOf(folder), now: () => 0 });
  expect(database.sqlite.prepare(sql).run().changes).toBe(1);
  database.close();
}

/** The operation that handed over the first order of all, a second time at the end of the book. */
function doubleFirstSent(folder: string): void {
  const file = listBookLogs(path.join(folder, 'venue')).at(-1) ?? '';
  const text = readFileSync(file, 'utf8');
  const sent = text.split('\n').find((line) => line.includes('"Sent"')) ?? '';
  expect(sent).toContain('clientOrderId');
  writeFileSync(file, `${text.slice(0, text.lastIndexOf('\n') + 1)}${sent}\n`);
}

/** The first thing the desk answered to an event with more than one digit. */
function changeAnAnswer(folder: string): void {
  const journals = journalFolderOf(folder);
  const [sessionId] = listSessionIds(journals);
  const [segment] = sessionId === undefined ? [] : listSegmentFiles(journals, sessionId);
  const file = segment?.path ?? '';
  const text = readFileSync(file, 'utf8');
  const changed = text.replace(/(\["e",\d{2,},")[0-9a-f]{16}/, '$10000000000000000');
  expect(changed).not.toBe(text);
  writeFileSync(file, changed);
}

describe('killed and started again', { timeout: PATIENCE_MS }, () => {
  it('passes, twice with the same figures to the last digit', async () => {
    const stage = createKillStage({ plans: [AFTER_SEND, MOMENT] });
    const first = await judge(stage);
    expect(first).toMatchObject({
      criterion: { id: 'exactness.after_kill', status: 'PASS', failed: 0, offenders: [] },
      replay: {
        id: 'parity.replay',
        status: 'PASS',
        evidence: {
          'kill: lives replayed, killed': 1,
          'kill: lives replayed, closed': 1,
          'kill: lives replayed, of a moment of the machine': 2,
        },
      },
      counts: { kills: 2, points: 1, folders: 2 },
      broken: undefined,
    });
    expect(first.counts?.fills).toBeGreaterThan(100);
    expect(await judge(stage)).toEqual(first);
  });

  it('passes over several deaths in one folder, also while it reconciles', async () => {
    const deaths = [
      { name: 'after-fill-commit', pass: 30 },
      { name: 'before-journal-flush', pass: 2 },
      { name: 'before-command-confirm', pass: 3 },
    ] as const;
    const stage = createKillStage({ plans: [{ name: 'one after the other', deaths }] });
    expect(await judge(stage)).toMatchObject({
      criterion: { status: 'PASS', offenders: [] },
      replay: { status: 'PASS', evidence: { 'kill: lives replayed, killed': 3 } },
      counts: { kills: 3, points: 3, folders: 1 },
    });
  });

  it.each([
    [
      'a fill that is gone from the tables',
      (folder: string) => runSql(folder, 'DELETE FROM fills WHERE id = 20'),
      'sum over fills',
    ],
    ['an order that was handed over twice', doubleFirstSent, 'orders handed over twice'],
    [
      'a lock that somebody took away',
      (folder: string) =>
        runSql(folder, `UPDATE locks SET level = 'freeze' WHERE id = (SELECT max(id) FROM locks)`),
      'locks that did not come back as they were',
    ],
    [
      'an audit entry that was rewritten',
      (folder: string) => runSql(folder, `UPDATE audit SET actor = 'other' WHERE id = 1`),
      'broken links of the audit log',
    ],
  ])('fails on %s and names it', async (_damage, damage, what) => {
    const { criterion } = await judge(damaged(damage));
    expect(criterion).toMatchObject({ id: 'exactness.after_kill', status: 'FAIL' });
    const where = criterion?.offenders.map((each) => each.where) ?? [];
    expect(where).toContain(`killed at after-send, pass 250: before it traded on: ${what}`);
  });

  it.each([AFTER_SEND, MOMENT])(
    'fails where the journal of the one killed at $name says other than what happened',
    async (plan) => {
      const stage = createKillStage({ plans: [plan], beforeLast: changeAnAnswer });
      const { criterion, replay } = await judge(stage);
      expect(criterion).toMatchObject({ status: 'PASS' });
      expect(replay).toMatchObject({ id: 'parity.replay', status: 'FAIL' });
      expect(replay?.offenders[0]?.where).toContain(`killed at ${plan.name}`);
    },
  );

  it('fails on a desk that does not come up, without the place of its folder', async () => {
    const { criterion, broken } = await judge(
      damaged((folder) =>
        writeFileSync(databaseFileOf(folder), 'not a database, though long enough'),
      ),
    );
    expect(broken).toBeUndefined();
    expect(criterion?.status).toBe('FAIL');
    expect(criterion?.offenders).toHaveLength(1);
    expect(criterion?.offenders[0]?.found).not.toContain('quarterdeck-');
  });

  it('fails on a point that the load does not pass so often', async () => {
    const deaths = [{ name: 'after-send', pass: 1_000_000 }] as const;
    const { criterion } = await judge(createKillStage({ plans: [{ name: 'never', deaths }] }));
    expect(criterion).toMatchObject({ status: 'FAIL', failed: 1 });
    expect(criterion?.offenders[0]).toEqual({
      where: 'killed at never: the process',
      expected: 'killed',
      found: 'lived',
    });
  });
});
