import { expect, it } from 'vitest';
import { stageContext } from '../stage-context.fixture.ts';
import { parityStage } from './parity-stage.ts';

it('the live path, a plain loop and a replay agree', { timeout: 60_000 }, async () => {
  using stage = stageContext();
  const { counts } = await parityStage.run(stage.context);
  expect(stage.failed()).toEqual([]);
  expect(stage.passed()).toEqual(expect.arrayContaining([...parityStage.decides]));
  expect(counts.fills).toBeGreaterThan(1_000);
});

it('a ledger that adds in floats is no replay of the right one', { timeout: 60_000 }, async () => {
  using stage = stageContext({ defect: 'float-ledger' });
  await parityStage.run(stage.context);
  expect(stage.failed()).toEqual(expect.arrayContaining([...parityStage.decides]));
});
