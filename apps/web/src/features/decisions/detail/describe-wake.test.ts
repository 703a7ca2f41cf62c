import { expect, it } from 'vitest';
import { describeWake } from './describe-wake.ts';

const symbol = 'BTC/USDT';

it.each([
  [{ kind: 'price_cross', symbol, level: 59_000, side: 'below' } as const, 'price below 59,000'],
  [{ kind: 'percent_move', symbol, percent: 2 } as const, 'a move of 2 %'],
  [{ kind: 'z_score', symbol, of: 'volume', threshold: 3 } as const, 'volume beyond 3 deviations'],
  [{ kind: 'funding_over', symbol, rate_bps: -4 } as const, 'funding over -4 bps'],
  [{ kind: 'open_interest_change', symbol, percent: 5 } as const, 'open interest by 5 %'],
  [{ kind: 'candle_close', symbol, timeframe_ms: 900_000 } as const, 'a closed 15m bar'],
  [{ kind: 'time', symbol, in_s: 600 } as const, '10 m 00 s passed'],
])('a wake condition reads as %2$s', (wake, text) => {
  expect(describeWake(wake)).toBe(text);
});
