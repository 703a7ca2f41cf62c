import { describe, expect, it } from 'vitest';
import { createReplaySteps } from '@quarterdeck/core/decision/agent/replay-steps';
import { replayRecord } from '@quarterdeck/core/decision/journal/replay-record';
import { agentSetup, AgentWorld } from '../../support/agent-world.ts';
import { alwaysBuy } from '../../venues/anthropic/scripted-traders.ts';

describe('a desk with an agent', () => {
  it('asks the model, trades on its answer and writes down everything it takes to replay it', () => {
    const world = new AgentWorld({ trader: alwaysBuy });
    world.wander(600);
    console.log(world.outcomes(), world.harness.denials(), world.harness.desk.agent?.status());
    console.log(JSON.stringify(world.decisions()[0],null,1).slice(0,6000));
    const steps = createReplaySteps();
    for (const record of world.decisions()) expect(replayRecord(record, steps)).toBeUndefined();
    expect(world.outcomes()).toContain('MODEL_BUY');
  });

  it('lets the rules decide where there is no key', () => {
    const world = new AgentWorld({ setup: agentSetup({}, { modelAbsence: 'no key' }) });
    world.wander(600);
    console.log(world.outcomes());
    expect(world.asks()).toEqual([]);
  });
});
