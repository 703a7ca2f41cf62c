import type { ChartReading } from '../contract.ts';
import type { Channels } from './channels.ts';

/** What a chart draws of bands and channel; NaN while there are none yet. */
export const readingsOf = (channels: Channels | undefined): readonly ChartReading[] => [
  { name: 'Bollinger top', panel: 'price', value: channels?.bandTop() ?? Number.NaN },
  { name: 'Bollinger bottom', panel: 'price', value: channels?.bandBottom() ?? Number.NaN },
  { name: 'Keltner top', panel: 'price', value: channels?.channelTop() ?? Number.NaN },
  { name: 'Keltner bottom', panel: 'price', value: channels?.channelBottom() ?? Number.NaN },
];
