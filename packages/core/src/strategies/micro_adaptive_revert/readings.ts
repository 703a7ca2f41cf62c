import type { ChartReading } from '../contract.ts';
import type { Reading } from './band.ts';

/** What a chart draws: the band, its middle, and how straight the market goes. */
export function readingsOf(reading: Reading | undefined): readonly ChartReading[] {
  const mean = reading?.mean ?? Number.NaN;
  const reach = reading?.reach ?? Number.NaN;
  return [
    { name: 'Average', panel: 'price', value: mean },
    { name: 'Upper band', panel: 'price', value: mean + reach },
    { name: 'Lower band', panel: 'price', value: mean - reach },
    { name: 'Efficiency', panel: 'below', value: reading?.efficiency ?? Number.NaN },
  ];
}
