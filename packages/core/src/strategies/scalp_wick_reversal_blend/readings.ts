import type { ChartReading } from '../contract.ts';
import type { WickWatch } from '../wick-watch.ts';

/** What a chart draws: the extremes that a wick must reach, and the measure of its length. */
export const readingsOf = (watch: WickWatch | undefined): readonly ChartReading[] => [
  { name: 'Look-back high', panel: 'price', value: watch?.highest() ?? Number.NaN },
  { name: 'Look-back low', panel: 'price', value: watch?.lowest() ?? Number.NaN },
  { name: 'ATR', panel: 'below', value: watch?.atr() ?? Number.NaN },
];
