import { expect, it } from 'vitest';
import { price, qty } from '@quarterdeck/core/kernel/decimal';
import { AgentWorld } from '../support/agent-world.ts';
import { BTC } from '../support/desk-world.ts';
import { alwaysBuy } from '../venues/anthropic/scripted-traders.ts';

it('asks nothing and sends nothing on a quote that stood still while trades went on', () => {
  const world = new AgentWorld({ trader: alwaysBuy });
  world.wander(45);
  const { harness } = world;
  const [asked, sent] = [world.asks().length, harness.sent.length];
  for (let second = 0; second < 300; second += 1) {
    const trade = { symbol: BTC, price: price('60'), qty: qty('0.01'), side: 'sell' } as const;
    harness.tell({ type: 'TradeReceived', trade: { ...trade, tsEvent: harness.ts } });
    world.pass(1_000);
  }
  expect(
    world
      .asks()
      .slice(asked)
      .map(({ questionId }) => questionId),
  ).toEqual([]);
  const entries = harness.sent.slice(sent).filter(({ reduceOnly }) => !reduceOnly);
  expect(entries).toEqual([]);
  const skipped = harness
    .of('RecordGateCounts')
    .flatMap(({ counts }) => counts)
    .filter(({ layer }) => layer === 'snapshot_stale');
  expect(skipped.length).toBeGreaterThan(0);
});
