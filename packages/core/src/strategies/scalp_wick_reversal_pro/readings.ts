import type { ChartReading } from '../contract.ts';
import type { Learned } from './signal.ts';

/** What a chart draws: the averages that say where the market goes, and the measure of a wick. */
export const readingsOf = (learned: Learned | undefined): readonly ChartReading[] => [
  { name: 'Fast EMA', panel: 'price', value: learned?.trend.fast() ?? Number.NaN },
  { name: 'Slow EMA', panel: 'price', value: learned?.trend.slow() ?? Number.NaN },
  { name: 'ATR', panel: 'below', value: learned?.watch.atr() ?? Number.NaN },
];
