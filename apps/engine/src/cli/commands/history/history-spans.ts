import { InvalidArgumentError } from 'commander';
import { parseTimeframe } from '../../../history/timeframe.ts';

const RFC_3339 =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/;

/** RFC 3339 date and time, or a date alone for its midnight UTC, as epoch ms. */
export function timeOption(text: string): number {
  const [, date = ''] = RFC_3339.exec(text) ?? [];
  const midnight = Date.parse(`${date}T00:00:00Z`);
  // A date that the calendar does not have (30 February) would be read as a later one.
  const isDate = !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(date);
  if (date !== '' && isDate) return Date.parse(text.toUpperCase());
  throw new InvalidArgumentError('must be RFC 3339, for example 2024-08-01T00:00:00Z');
}

export function timeframeOption(text: string): number {
  const timeframeMs = parseTimeframe(text);
  if (timeframeMs !== undefined) return timeframeMs;
  throw new InvalidArgumentError('must be a number and s, m, h or d, for example 1m');
}

/** `2024-08-01T00:00:00Z`. */
export const formatTs = (ts: number): string => new Date(ts).toISOString().replace('.000Z', 'Z');
