import type { ChartReading } from '../contract.ts';
import type { Trend } from './trend.ts';

/** What a chart draws of the trend; NaN while there is none yet. */
export const readingsOf = (trend: Trend | undefined): readonly ChartReading[] => [
  { name: 'Fast EMA', panel: 'price', value: trend?.fast ?? Number.NaN },
  { name: 'Slow EMA', panel: 'price', value: trend?.slow ?? Number.NaN },
  { name: 'Long EMA', panel: 'price', value: trend?.long ?? Number.NaN },
  { name: 'ATR', panel: 'below', value: trend?.atr ?? Number.NaN },
];
