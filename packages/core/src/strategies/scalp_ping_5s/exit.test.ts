import { expect, it } from 'vitest';
import { positionAt, viewAt } from '../view.fixture.ts';
import { createExit } from './exit.ts';
import { params } from './params.ts';

const exit = createExit(params.parse({ time_stop_ms: 60_000 }));

it.each([
  ['holds while neither target nor time is reached', { ageMs: 30_000 }, undefined],
  ['closes at the target', { targetPrice: 99.5, gainBps: 50 }, 'target met at 50.0 bps'],
  [
    'closes when the time is up',
    { ageMs: 60_000, gainBps: -3 },
    'time is up after 60 s at -3.0 bps',
  ],
])('%s', (_case, fields, thesis) => {
  expect(exit.onQuote?.(viewAt(100, 0), positionAt(fields))?.thesis).toBe(thesis);
});
