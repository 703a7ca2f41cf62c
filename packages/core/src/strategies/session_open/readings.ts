import type { ChartReading } from '../contract.ts';
import type { Session } from './sessions.ts';

/** What a chart draws: both edges of each newest opening range, NaN until it is complete. */
export const readingsOf = (sessions: readonly Session[]): readonly ChartReading[] =>
  sessions.flatMap(({ name, range }): ChartReading[] => [
    { name: `${name} high`, panel: 'price', value: range.isReady ? range.high : Number.NaN },
    { name: `${name} low`, panel: 'price', value: range.isReady ? range.low : Number.NaN },
  ]);
