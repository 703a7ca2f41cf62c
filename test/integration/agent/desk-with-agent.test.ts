import { describe, expect, it } from 'vitest';
import { createReplaySteps } from '@quarterdeck/core/decision/agent/replay-steps';
import { replayRecord } from '@quarterdeck/core/decision/journal/replay-record';
import { agentSetup, AgentWorld } from '../../support/agent-world.ts';
import { BTC } from '../../support/desk-world.ts';
import { alwaysBuy } from '../../venues/anthropic/scripted-traders.ts';

const STEPS = createReplaySteps();

describe('a desk with an agent', () => {
  it('asks the model, trades on its answer and writes down all it takes to replay it', () => {
    const world = new AgentWorld({ trader: alwaysBuy });
    world.wander(600);
    const rows = world.decisions();
    const traded = rows.filter(({ orders }) => orders.length > 0);
    expect(traded.length).toBeGreaterThan(0);
    for (const row of rows) expect(replayRecord(row, STEPS)).toBeUndefined();
    for (const row of traded) {
      expect(row).toMatchObject({ actor: 'model', outcome: 'MODEL_BUY', veto: null });
      const [order] = row.orders;
      const sent = world.harness.sent.find(
        ({ clientOrderId }) => clientOrderId === order?.clientOrderId,
      );
      expect(sent?.side).toBe('buy');
    }
    const ids = rows.map(({ decisionId }) => decisionId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('learns from a closed trade once, and joins it to the decision that opened it', () => {
    const world = new AgentWorld({ trader: alwaysBuy });
    for (
      let round = 0;
      round < 40 && world.harness.of('RecordTradeClosed').length === 0;
      round += 1
    ) {
      world.wander(60);
    }
    const [closed] = world.harness.of('RecordTradeClosed');
    const results = world.harness.of('RecordDecisionResult');
    expect(results).toHaveLength(world.harness.of('RecordTradeClosed').length);
    const [result] = results;
    expect(result?.result).toMatchObject({ kind: 'trade', positionId: closed?.trade.positionId });
    const opened = world.decisions().find(({ decisionId }) => decisionId === result?.decisionId);
    expect(opened?.orders).toHaveLength(1);
    const view = world.harness.desk.agent?.learning();
    expect(view?.scopes[0]?.trades).toBe(results.length);
    expect(view?.lessons[0]).toMatchObject({ decisionId: result?.decisionId, symbol: BTC });
  });

  it('lets the rules decide where there is no key, and says so', () => {
    const world = new AgentWorld({ setup: agentSetup({}, { modelAbsence: 'no key is set' }) });
    world.wander(300);
    expect(world.asks()).toEqual([]);
    const rows = world.decisions();
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row.actor).toBe('rules');
      expect(row.gate.numbers.rulesBecause).toBe('AGENT_NO_MODEL');
      expect(replayRecord(row, STEPS)).toBeUndefined();
    }
    const status = world.harness.desk.agent?.status();
    expect(status).toMatchObject({ decider: 'rules', why: 'no key is set' });
  });
});
