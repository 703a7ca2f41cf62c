import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../adapters/system/system-clock.ts';
import { listSegmentFiles, listSessionIds } from '../../runtime/journal/session-files.ts';
import { journalFolderOf } from '../../runtime/start/data-folder.ts';
import { drillDesk } from '../drill/drill-desk.ts';
import { drillInstruments } from '../drill/drill-instruments.ts';
import { drillMarket } from '../drill/drill-market.ts';
import { TS_DRILL, WARM_UP_MS } from '../drill/run-drill.ts';
import { ProofEngine } from '../engine/proof-engine.ts';
import { stageContext } from '../stage-context.fixture.ts';
import { judgeFolder } from './replay-folder.ts';
import type { LifeEnd } from './replay-life.ts';

const instruments = drillInstruments(3);
const desk = drillDesk({ instruments, strategyIds: ['one', 'two'] });
const LIFE_MS = 600_000;

let stage: ReturnType<typeof stageContext>;
let folder = '';
beforeEach(() => {
  stage = stageContext();
  folder = path.join(stage.context.folder, 'lives');
});
afterEach(() => stage[Symbol.dispose]());

/** One life of an engine in the folder; `life` says how many there were before. */
async function live(life: number, ended: LifeEnd): Promise<void> {
  const tsStart = TS_DRILL + life * LIFE_MS;
  const engine = new ProofEngine({ folder, desk, tsStart, seed: 7, machine: systemClock });
  engine.runTo(tsStart + WARM_UP_MS);
  const market = { instruments, seed: 7, tsStart: tsStart + 2 * WARM_UP_MS, intervalMs: 20 };
  for (const input of drillMarket({ ...market, ticks: 20 })) engine.deliver(input);
  if (ended === 'closed') await engine.close();
  else engine.abandon();
}

/** The only journal of the folder, with other text in it. */
function doctor(change: (text: string) => string): void {
  const journals = journalFolderOf(folder);
  const [sessionId] = listSessionIds(journals);
  const [segment] = sessionId === undefined ? [] : listSegmentFiles(journals, sessionId);
  if (segment === undefined) throw new Error('no journal to doctor');
  const text = readFileSync(segment.path, 'utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  writeFileSync(segment.path, changed);
}

const linesOf = (text: string): string[] => text.split('\n').slice(0, -1);
const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

async function judge(...ends: readonly LifeEnd[]) {
  await judgeFolder(stage.context, { folder, desk, ends, where: 'the test' }, 'lives');
  const [criterion] = stage.looked();
  if (criterion === undefined) throw new Error('nothing was looked at');
  return { ...criterion, where: criterion.offenders.map((each) => each.where) };
}

describe('the journals of a folder', { timeout: 60_000 }, () => {
  it('replay without a difference, closed, killed and restored', async () => {
    await live(0, 'closed');
    await live(1, 'killed');
    await live(2, 'closed');
    const { failed, checked, evidence } = await judge('closed', 'killed', 'closed');
    expect(failed).toBe(0);
    expect(evidence).toMatchObject({
      'lives: lives replayed, closed': 2,
      'lives: lives replayed, killed': 1,
    });
    expect(evidence['lives: events in them']).toBeGreaterThan(300);
    expect(checked).toBeGreaterThan(Number(evidence['lives: events in them']));
  });

  it('may end in the middle of a line where the engine was killed, and not where it was closed', async () => {
    await live(0, 'killed');
    doctor((text) => text.slice(0, -10));
    expect(await judge('killed')).toMatchObject({ failed: 0 });
    expect(await judge('closed')).toMatchObject({
      failed: 1,
      where: ['the test: a journal of an engine that was closed'],
    });
  });

  it('fail where an answer was another one', async () => {
    await live(0, 'closed');
    doctor((text) => text.replace(/(\["e",\d+,")[0-9a-f]{16}/, '$10000000000000000'));
    const { failed, where } = await judge('closed');
    expect(failed).toBe(2);
    expect(where[0]).toMatch(/^the test: event \d+, \w+$/);
  });

  it('fail where an event is missing that changed something, also in a life that was killed', async () => {
    await live(0, 'killed');
    doctor((text) => {
      const lines = linesOf(text);
      const report = lines.findIndex((line) => line.includes('"OrderFilled"'));
      return textOf(lines.toSpliced(report, 1));
    });
    expect((await judge('killed')).failed).toBeGreaterThan(0);
  });

  it('fail where the tables know of more than the journal', async () => {
    await live(0, 'killed');
    doctor((text) => textOf(linesOf(text).slice(0, -30)));
    await live(1, 'closed');
    expect(await judge('killed', 'closed')).toMatchObject({
      failed: 1,
      where: ['the test, life 2: its first event, by the last one in the journal before it'],
    });
  });

  it('fail where events were given up, and where a line cannot be read', async () => {
    await live(0, 'closed');
    doctor((text) => textOf(linesOf(text).toSpliced(-1, 0, '["gap",3]')));
    expect((await judge('closed')).where).toContain('the test: events lost by the journal');
    doctor((text) => textOf(linesOf(text).toSpliced(9, 0, 'not a line')));
    expect((await judge('closed')).offenders.at(-1)?.found).toBe('JOURNAL_CORRUPT');
  });

  it('fail where one is gone', async () => {
    await live(0, 'closed');
    rmSync(journalFolderOf(folder), { recursive: true });
    expect((await judge('closed')).offenders[0]?.found).toBe('no journal');
  });
});
