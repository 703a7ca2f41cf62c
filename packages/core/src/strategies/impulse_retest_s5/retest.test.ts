import { expect, it } from 'vitest';
import type { ImpulseReading } from './impulse.ts';
import { params } from './params.ts';
import { armRetest, createRetest, hasHeld } from './retest.ts';

const defaults = params.parse({ retest_bars: 3, retest_share: 0.25 });
const bar = (fields: Partial<ImpulseReading>): ImpulseReading => ({
  open: 0,
  high: 0,
  low: 0,
  close: 0,
  direction: 0,
  level: 0,
  body: 0,
  atrMultiple: 0,
  ...fields,
});
const up = bar({ direction: 1, level: 100, body: 4, atrMultiple: 5 });
const down = bar({ direction: -1, level: 100, body: 4, atrMultiple: 5 });

it.each([
  ['touched and closed above', up, [{ low: 100.9, high: 103, close: 102 }], [true], 0],
  ['not touched', up, [{ low: 101.1, high: 103, close: 102 }], [false], 1],
  [
    'closed a little behind it, then above',
    up,
    [
      { low: 99.2, close: 99.5 },
      { low: 99.4, close: 100.2 },
    ],
    [false, true],
    0,
  ],
  ['closed far behind it', up, [{ low: 98, close: 98.9 }], [false], 0],
  [
    'waited for too long',
    up,
    [
      { low: 102, close: 103 },
      { low: 102, close: 103 },
      { low: 102, close: 103 },
    ],
    [false, false, false],
    0,
  ],
  ['held from below', down, [{ high: 99.5, low: 97, close: 98 }], [true], 0],
  ['lost from below', down, [{ high: 102, low: 97, close: 101.5 }], [false], 0],
] as const)('a level %s', (_case, impulse, bars, expected, left) => {
  const retest = createRetest();
  armRetest(retest, impulse, defaults);
  expect(bars.map((fields) => hasHeld(retest, bar(fields), defaults))).toEqual(expected);
  expect(retest.direction).toBe(left);
});
