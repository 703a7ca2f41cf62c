import { expect, it } from 'vitest';
import type { EquityPoint } from '@quarterdeck/core/contract/console-state.schema';
import type { DeskView } from '@quarterdeck/core/model/desk-view';
import { EquitySampler } from './equity-sampler.ts';

function samplerWith(written: EquityPoint[]) {
  const desk = { now: 600_000, fills: 0, isDiskFull: false };
  const pnl = { equity: 0n, total: 0n, bySymbol: [], byStrategy: [] };
  const view = { pnl: () => pnl, totals: desk, cash: 0n } as unknown as DeskView;
  const sampler = new EquitySampler({
    clock: { now: () => desk.now, monotonicMs: () => 0 },
    view: () => view,
    memory: {
      writeEquityPoint: (point) => {
        if (desk.isDiskFull) throw new Error('disk full');
        written.push(point);
      },
    },
  });
  const follow = (ts: number) => {
    desk.now = ts;
    sampler.follow(ts);
  };
  return { desk, follow };
}

it('leaves a point each minute of a fast tape, and where fills came', () => {
  const written: EquityPoint[] = [];
  const { desk, follow } = samplerWith(written);
  for (let ts = 600_000; ts < 780_000; ts += 500) {
    if (ts === 700_000) desk.fills = 1;
    follow(ts);
  }
  expect(written.map(({ ts }) => ts)).toEqual([600_000, 660_000, 700_000, 760_000]);
});

it('does not stop the market when a point cannot be stored', () => {
  const { desk, follow } = samplerWith([]);
  desk.isDiskFull = true;
  expect(() => follow(600_000)).not.toThrow();
});
