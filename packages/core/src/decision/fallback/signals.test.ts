import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivativesSignal } from './derivatives.ts';
import { CALM, figuresOf } from './figures.fixture.ts';
import { momentumSignal } from './momentum.ts';
import { reversionSignal } from './reversion.ts';
import { signalFigures, type Signal } from './signal.ts';
import { trendSignal } from './trend.ts';
import { volumeSignal } from './volume.ts';

const read = (signal: Signal, over: Readonly<Record<string, number>>) =>
  signal(signalFigures(figuresOf({ ...CALM, ...over }), 'btc', '1h'));

type Row = [
  string,
  Signal,
  Readonly<Record<string, number>>,
  { score: number; confidence: number },
];
const rows: Row[] = [
  ['no trend', trendSignal, {}, { score: 0, confidence: 0.2 }],
  [
    'a full trend up with the price leading',
    trendSignal,
    { '1h.ema20': 1_015, '1h.bar0.close': 1_020 },
    { score: 1, confidence: 1 },
  ],
  [
    'a full trend up with the price behind',
    trendSignal,
    { '1h.ema20': 1_015 },
    { score: 1, confidence: 0.7 },
  ],
  [
    'half a trend down, price leading',
    trendSignal,
    { '1h.ema20': 992.5, '1h.bar0.close': 990 },
    { score: -0.5, confidence: 0.75 },
  ],
  [
    'a trend beyond full is still full',
    trendSignal,
    { '1h.ema20': 1_100 },
    { score: 1, confidence: 0.7 },
  ],
  ['no ATR, no trend', trendSignal, { '1h.atr14': 0 }, { score: 0, confidence: 0 }],

  [
    'momentum agreeing up',
    momentumSignal,
    { '1h.macd_hist': 2.5, '1h.rsi14': 70 },
    { score: 1, confidence: 1 },
  ],
  [
    'momentum agreeing down',
    momentumSignal,
    { '1h.macd_hist': -2.5, '1h.rsi14': 30 },
    { score: -1, confidence: 1 },
  ],
  [
    'momentum at odds with itself',
    momentumSignal,
    { '1h.macd_hist': 2.5, '1h.rsi14': 30 },
    { score: 0, confidence: 0 },
  ],
  [
    'half of it from RSI alone',
    momentumSignal,
    { '1h.rsi14': 60 },
    { score: 0.25, confidence: 0.75 },
  ],

  [
    'price inside its bands',
    reversionSignal,
    { '1h.bar0.close': 1_009 },
    { score: 0, confidence: 0.2 },
  ],
  [
    'at the upper band, RSI calm',
    reversionSignal,
    { '1h.bar0.close': 1_020 },
    { score: -0.5, confidence: 0.3 },
  ],
  [
    'at the upper band, RSI stretched',
    reversionSignal,
    { '1h.bar0.close': 1_020, '1h.rsi14': 70 },
    { score: -0.5, confidence: 1 },
  ],
  [
    'far below the lower band',
    reversionSignal,
    { '1h.bar0.close': 960, '1h.rsi14': 35 },
    { score: 1, confidence: 1 },
  ],
  ['bands without width', reversionSignal, { '1h.bb_upper': 980 }, { score: 0, confidence: 0 }],

  [
    'a move on ordinary volume',
    volumeSignal,
    { '1h.change_pct': 1 },
    { score: 0, confidence: 0.2 },
  ],
  [
    'a move on three times the volume',
    volumeSignal,
    { '1h.change_pct': -1, '1h.volume': 15 },
    { score: -1, confidence: 1 },
  ],
  [
    'a move on twice the volume',
    volumeSignal,
    { '1h.change_pct': 1, '1h.volume': 10 },
    { score: 0.5, confidence: 0.6 },
  ],
  ['a market without volume', volumeSignal, { '1h.volume_mean20': 0 }, { score: 0, confidence: 0 }],

  ['calm derivatives', derivativesSignal, {}, { score: 0, confidence: 0.6 }],
  [
    'longs crowded and selling',
    derivativesSignal,
    { funding_bps: 5, cvd_ratio: -0.3, long_short_ratio: 2, oi_change_pct: 10 },
    { score: -1, confidence: 1 },
  ],
  [
    'shorts pay, buyers press',
    derivativesSignal,
    { funding_bps: -5, cvd_ratio: 0.3, long_short_ratio: 0.5 },
    { score: 1, confidence: 0.6 },
  ],
];

describe('signals', () => {
  it.each(rows)('read %s', (_, signal, over, expected) => {
    const reading = read(signal, over);
    expect(reading.score).toBeCloseTo(expected.score, 9);
    expect(reading.confidence).toBeCloseTo(expected.confidence, 9);
  });

  const all: [string, Signal][] = [
    ['trend', trendSignal],
    ['momentum', momentumSignal],
    ['reversion', reversionSignal],
    ['volume', volumeSignal],
    ['derivatives', derivativesSignal],
  ];
  it.each(all)(
    '%s knows nothing without its figures, or with ones that are no numbers',
    (_, signal) => {
      const broken = Object.fromEntries(Object.keys(CALM).map((name) => [name, Number.NaN]));
      for (const figures of [figuresOf({}), figuresOf(broken)]) {
        const reading = signal(signalFigures(figures, 'btc', '1h'));
        expect(reading).toMatchObject({ score: 0, confidence: 0, read: [] });
      }
    },
  );

  it.each(all)('%s stays within -1..1 and 0..1 and cites only what it was shown', (_, signal) => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    const figures = fc.record(Object.fromEntries(Object.keys(CALM).map((name) => [name, value])));
    fc.assert(
      fc.property(figures, (values) => {
        const map = figuresOf(values);
        const reading = signal(signalFigures(map, 'btc', '1h'));
        expect(Math.abs(reading.score)).toBeLessThanOrEqual(1);
        expect(reading.confidence).toBeGreaterThanOrEqual(0);
        expect(reading.confidence).toBeLessThanOrEqual(1);
        for (const id of reading.read) expect(map.has(id)).toBe(true);
      }),
    );
  });
});
