import { readFileSync, mkdtempSync, rmSync, cpSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentBacktestReport } from '@quarterdeck/core/contract/agent/agent-backtest.schema';
import { agentBacktestRequestSchema } from '@quarterdeck/core/contract/agent/agent-backtest.schema';
import { createReplaySteps } from '@quarterdeck/core/decision/agent/replay-steps';
import { replayRecord } from '@quarterdeck/core/decision/journal/replay-record';
import { createDesk } from '@quarterdeck/core/desk';
import { asSessionId } from '@quarterdeck/core/kernel/ids';
import { openDecisionReader } from '@quarterdeck/db/decision-reader';
import { listClosedPositions } from '@quarterdeck/db/list-closed-positions';
import { openMemory } from '@quarterdeck/db/open-memory';
import { createRecordedAnswerer } from '../../../apps/engine/src/agent-backtest/answerers/recorded-answerer.ts';
import { createScriptedAnswerer } from '../../../apps/engine/src/agent-backtest/answerers/scripted-answerer.ts';
import { createScriptedModel } from '../../../apps/engine/src/agent-backtest/answerers/scripted-model.ts';
import type { Answerer } from '../../../apps/engine/src/agent-backtest/answerers/answerer.ts';
import { executeAgentRun } from '../../../apps/engine/src/agent-backtest/execute-agent-run.ts';
import {
  prepareAgentRun,
  TS_PRICES_READ,
  type PreparedAgentRun,
} from '../../../apps/engine/src/agent-backtest/prepare-agent-run.ts';
import {
  readJournalled,
  readRecording,
} from '../../../apps/engine/src/agent-backtest/read-recording.ts';
import { rebuildLearner } from '../../../apps/engine/src/agent-backtest/rebuild-learner.ts';
import { RUN_SESSION } from '../../../apps/engine/src/agent-backtest/run-store.ts';
import { systemClock } from '../../../apps/engine/src/adapters/system/system-clock.ts';
import { restoreDeskOptions } from '../../../apps/engine/src/runtime/journal/desk-description.ts';
import { readEntries } from '../../../apps/engine/src/runtime/journal/read-journal.ts';
import { replaySession } from '../../../apps/engine/src/runtime/journal/replay-session.ts';
import {
  databaseFileOf,
  journalFolderOf,
} from '../../../apps/engine/src/runtime/start/data-folder.ts';

const PATIENCE_MS = 900_000;

let home = '';
let prepared: PreparedAgentRun;
let report: AgentBacktestReport;
const folderOf = (run: string): string => path.join(home, run);

/** Long bars and a slow gate: two weeks in half a minute of work. */
async function prepare(): Promise<PreparedAgentRun> {
  const request = agentBacktestRequestSchema.parse({
    market: {
      kind: 'generated',
      days: 14,
      seed: 11,
      tsStart: Date.UTC(2026, 10, 2),
      barMs: 900_000,
    },
    model: 'scripted:random:5',
    symbols: ['BTC/USDT'],
  });
  const run = await prepareAgentRun(request, {
    home,
    configFile: 'config/quarterdeck.yaml',
    tsWall: TS_PRICES_READ,
  });
  const { agent } = run.desk;
  const { gate, learner } = agent.config;
  const config = {
    ...agent.config,
    timeframes_ms: [900_000, 3_600_000, 14_400_000],
    gate: {
      ...gate,
      timer: { min_s: 7_200, max_s: 14_400 },
      candle: { ...gate.candle, min_interval_s: 7_200 },
      review_s: 7_200,
    },
    // A forecaster of chance trades on probation, all the time.
    learner: {
      ...learner,
      sizing: { ...learner.sizing, probation: { cases: 10_000, risk_pct: 0.05 } },
    },
  };
  const inputs = [...run.inputs()];
  return { ...run, inputs: () => inputs, desk: { ...run.desk, agent: { ...agent, config } } };
}

const execute = (name: string, answerer: Answerer): Promise<AgentBacktestReport> =>
  executeAgentRun(prepared, {
    folder: folderOf(name),
    answerer,
    clock: systemClock,
    breathe: () => Promise.resolve(),
  });

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'quarterdeck-two-weeks-'));
  prepared = await prepare();
  report = await execute('first', createScriptedAnswerer(createScriptedModel('random', 5), 5));
}, PATIENCE_MS);

afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Fresh questions after a stale answer: of the same pass. */
function reasked(): number {
  const reader = openReader('first');
  try {
    return [...readJournalled(reader)].filter(({ decisionId }) => decisionId.endsWith('-again'))
      .length;
  } finally {
    reader.close();
  }
}

const openReader = (name: string) => openDecisionReader(databaseFileOf(folderOf(name)));

/** What the desk answered to each event, every order and every stored row in it, as the journal pins it down. */
async function effectsOf(name: string): Promise<readonly (readonly [number, string])[]> {
  const folder = journalFolderOf(folderOf(name));
  const effects: (readonly [number, string])[] = [];
  for await (const entry of readEntries(folder, asSessionId(RUN_SESSION))) {
    if (entry.kind === 'effects') effects.push([entry.seq, entry.hash]);
  }
  return effects;
}

describe('two weeks of a scripted model', { timeout: PATIENCE_MS }, () => {
  it('trades, is paid for and breaks nothing that must hold', () => {
    const { funnel, money, cost, checks } = report;
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checks.map(({ name }) => name)).toContain('the ledger is the venue’s own book');
    expect(funnel.questions).toBeGreaterThan(150);
    expect(funnel.passes / funnel.evaluations).toBeLessThan(0.1);
    expect(money.trades.length).toBeGreaterThan(10);
    expect(Number(cost.total)).toBeGreaterThan(1);
    expect(cost.days.length).toBeGreaterThanOrEqual(14);
    expect(report.label).toBe('smoke test');
    // Each pass of the gate ended once: in a row, or under a reason for not asking.
    const rows = funnel.outcomes.reduce((sum, { count }) => sum + count, 0);
    const idle = funnel.gateSkips.filter(({ layer }) => layer !== 'gate');
    const skipped = idle.reduce((sum, { count }) => sum + count, 0);
    expect(rows + skipped).toBe(funnel.passes + reasked());
    const [hour] = report.counterfactual;
    expect(hour?.claudeMinusRules.n).toBeGreaterThan(150);
    expect(report.learning?.scopes[0]?.trades).toBeGreaterThan(10);
    expect(report.learning?.calibrations.some(({ brierRaw }) => brierRaw !== null)).toBe(true);
  });

  it('gives the same effects when its events are put to a fresh desk', async () => {
    const replayed = await replaySession({
      folder: journalFolderOf(folderOf('first')),
      sessionId: asSessionId(RUN_SESSION),
      createDesk: ({ desk }) =>
        createDesk(
          restoreDeskOptions(desk, (id) => {
            throw new Error(`the agent ran alone, not beside ${id}`);
          }),
        ),
    });
    expect(replayed).toMatchObject({ differenceCount: 0, lost: 0, wasClosed: true });
    expect(replayed.events).toBe(report.window.events);
  });

  it('works out every stored decision again, asking nobody', () => {
    const reader = openReader('first');
    const steps = createReplaySteps();
    try {
      let count = 0;
      for (const record of readJournalled(reader)) {
        expect(replayRecord(record, steps)).toBeUndefined();
        count += 1;
      }
      expect(count).toBeGreaterThanOrEqual(report.funnel.answers);
    } finally {
      reader.close();
    }
  });

  it('has learned exactly what its journal teaches', () => {
    const reader = openReader('first');
    const memory = openMemory({
      file: databaseFileOf(folderOf('first')),
      now: () => 0,
      randomId: () => 'unused',
    });
    try {
      const closed = listClosedPositions(memory.database);
      const rebuilt = rebuildLearner(reader, closed, prepared.desk.agent.config.learner.bandit);
      const { agentState = '{}' } = memory.restoredState();
      const { parts } = JSON.parse(agentState) as { parts: { learner: unknown } };
      expect(rebuilt.tradeIds.length).toBeGreaterThan(10);
      expect(JSON.parse(JSON.stringify(rebuilt))).toEqual(parts.learner);
    } finally {
      memory.close();
      reader.close();
    }
  });

  it('sends the same orders, byte for byte, when the recording answers', async () => {
    const answerer = createRecordedAnswerer(readRecording(folderOf('first')));
    const again = await execute('again', answerer);
    expect(again.funnel.missed).toBe(0);
    expect(again.money).toEqual(report.money);
    const first = await effectsOf('first');
    expect(first.length).toBeGreaterThan(1_000);
    expect(await effectsOf('again')).toEqual(first);
  });

  it.each([
    ['a decision', '"outcome":"MODEL_BUY"'],
    ['the text of an answer', 'scripted: buy while the last close went'],
    ['the result of a trade', '"kind":"trade"'],
    ['the result of a horizon', '"kind":"horizon"'],
  ])('shows one flipped byte in %s', (_what, text) => {
    const file = databaseFileOf(folderOf(`flipped-${_what.replaceAll(' ', '-')}`));
    cpSync(databaseFileOf(folderOf('first')), file, { recursive: true });
    const memory = openMemory({ file, now: () => 0, randomId: () => 'unused' });
    // What the agent remembers uses the same words, and unused room may hold older copies that no row reads.
    memory.database.sqlite.exec('DELETE FROM agent_parts');
    memory.database.sqlite.exec('VACUUM');
    memory.database.sqlite.pragma('wal_checkpoint(TRUNCATE)');
    memory.close();
    expect(verdictOf(file)).toBeUndefined();
    const bytes = readFileSync(file);
    const at = bytes.lastIndexOf(text);
    expect(at).toBeGreaterThan(0);
    bytes.writeUInt8(bytes.readUInt8(at + text.length - 2) ^ 1, at + text.length - 2);
    writeFileSync(file, bytes);
    expect(verdictOf(file)).toMatchObject({ id: expect.any(Number) as number });
  });
});

function verdictOf(file: string): unknown {
  const reader = openDecisionReader(file);
  try {
    return reader.verifyChain();
  } finally {
    reader.close();
  }
}
