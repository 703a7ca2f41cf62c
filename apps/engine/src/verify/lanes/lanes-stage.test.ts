import { expect, it } from 'vitest';
import { stageContext } from '../stage-context.fixture.ts';
import { lanesStage } from './lanes-stage.ts';

it('a slow venue in one symbol is seen there and nowhere else', { timeout: 60_000 }, async () => {
  using stage = stageContext();
  const { counts } = await lanesStage.run(stage.context);
  expect(stage.failed()).toEqual([]);
  expect(counts.uneven_orders).toBeLessThan(counts.even_orders ?? 0);
  const [independent] = stage.looked().filter(({ id }) => id === 'lanes.independent');
  expect(independent?.checked).toBe(3);
});
