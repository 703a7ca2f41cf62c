import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { HorizonResult } from '@quarterdeck/core/contract/agent/decision-result.schema';
import { createDecisionLog } from '@quarterdeck/db/decision-log';
import { openMemory } from '@quarterdeck/db/open-memory';
import { DECIDED, sampleDecision } from '@quarterdeck/db/testing/sample-decision';
import { createDecisionsPort, type DecisionsPortOptions } from './create-decisions-port.ts';

const HOUR = 3_600_000;
const mark = (net: number) => ({ gross: net, fees: 0, slippage: 0, funding: 0, net });

const resultAt = (number: number): HorizonResult => ({
  kind: 'horizon',
  horizon: '1h',
  tsDue: DECIDED + HOUR,
  tsMark: DECIDED + HOUR,
  markPrice: 60_000,
  claude: { ...mark(number), exit: 'horizon', tsExit: DECIDED },
  rules: { ...mark(1), exit: 'horizon', tsExit: DECIDED },
  nothing: { ...mark(0), exit: 'none', tsExit: DECIDED },
  vetoed: null,
});

/** Four decisions of one model an hour apart, each with its first horizon. */
function journal(options: Partial<DecisionsPortOptions> = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-decisions-'));
  const file = path.join(folder, 'quarterdeck.db');
  const memory = openMemory({ file, now: () => DECIDED, randomId: () => 'desk01' });
  onTestFinished(() => {
    memory.close();
    rmSync(folder, { recursive: true });
  });
  const log = createDecisionLog(memory.database);
  for (const number of [1, 2, 3, 4]) {
    const tsDecision = DECIDED + number * HOUR;
    log.append(sampleDecision(number, { tsDecision, tsOrder: tsDecision + 9 }));
    log.appendResult({ decisionId: `d-${number}`, tsRecorded: DECIDED, result: resultAt(number) });
  }
  const port = createDecisionsPort({ file, agent: () => undefined, now: () => 0, ...options });
  return { port, log };
}

describe('the decisions a front door may ask about', () => {
  test('come a page at a time, with the counts of all', () => {
    const { port } = journal();
    const first = port.list({ filter: {}, limit: 3 });
    expect(first.rows.map(({ decisionId }) => decisionId)).toEqual(['d-4', 'd-3', 'd-2']);
    expect(first.counts.outcomes).toEqual([{ outcome: 'MODEL_BUY', count: 4 }]);
    const next = port.list({ filter: {}, limit: 3, beforeId: first.rows.at(-1)?.id });
    expect(next.rows.map(({ decisionId }) => decisionId)).toEqual(['d-1']);
  });

  test('are seen as soon as they are stored', () => {
    const { port, log } = journal();
    log.append(sampleDecision(5));
    expect(port.find('d-5')).toMatchObject({ previousId: 'd-4', nextId: null });
    expect(port.find('d-6')).toBeNull();
  });

  test('are replayed by whoever can, and refused where nobody can', () => {
    const { port } = journal();
    expect(port.replay('d-1')).toMatchObject({ ok: false, code: 'REPLAY_NOT_AVAILABLE' });
    const { port: able } = journal({
      replayDecision: ({ decisionId }) =>
        decisionId === 'd-1' ? undefined : { field: 'size.final', recorded: 1, now: undefined },
    });
    expect(able.replay('d-1')).toMatchObject({ ok: true, value: { isSame: true } });
    expect(able.replay('d-2')).toMatchObject({
      ok: true,
      value: { difference: { path: 'size.final', recorded: '1', replayed: 'nothing' } },
    });
    expect(able.replay('d-9')).toMatchObject({ ok: false, code: 'DECISION_UNKNOWN' });
  });

  test('are summed up against the rules as evidence, net of their tokens', async () => {
    const { port } = journal();
    const summary = await port.counterfactual();
    const horizon = summary.ok ? summary.value.horizons[0] : undefined;
    expect(summary).toMatchObject({ ok: true, value: { label: 'evidence', why: null } });
    expect(horizon?.claudeMinusRules).toMatchObject({ n: 4, clusters: 4 });
    expect(horizon?.claudeMinusRules.mean).toBeCloseTo(1.5 - 0.0122, 9);
  });

  test('of before the end of the model’s knowledge are a smoke test, with the reason', async () => {
    const { port, log } = journal();
    const tsDecision = Date.UTC(2025, 0, 1);
    const early = { tsDecision, tsData: tsDecision - 20, tsOrder: tsDecision + 9 };
    log.append(sampleDecision(5, early));
    log.appendResult({ decisionId: 'd-5', tsRecorded: DECIDED, result: resultAt(5) });
    expect(await port.counterfactual()).toMatchObject({
      ok: true,
      value: { label: 'smoke test', why: { code: 'EVIDENCE_BEFORE_CUTOFF' } },
    });
  });
});
