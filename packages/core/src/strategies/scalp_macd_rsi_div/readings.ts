import type { ChartReading } from '../contract.ts';
import type { Macd } from '../indicators/macd.ts';

interface Indicators {
  readonly macd: Macd;
  readonly rsiNow: number;
}

/** What a chart draws: the two indicators whose swings are compared with the price's. */
export const readingsOf = (track: Indicators | undefined): readonly ChartReading[] => [
  { name: 'RSI', panel: 'below', value: track?.rsiNow ?? Number.NaN },
  { name: 'MACD', panel: 'below', value: track?.macd.line() ?? Number.NaN },
  { name: 'MACD histogram', panel: 'below', value: track?.macd.histogram() ?? Number.NaN },
];
