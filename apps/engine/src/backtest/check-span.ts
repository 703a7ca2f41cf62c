import { MINUTE_MS, type EpochMs } from '@quarterdeck/core/kernel/clock';
import { nextOpenTs } from '@quarterdeck/core/market/calendar';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import { BacktestError } from './backtest-error.ts';
import type { DataFiles, DataSource } from './data-files.ts';

/** Ticks have no grid: the first one of a span may come this late. */
const TICK_SLACK_MS = 10 * MINUTE_MS;

const day = (ts: EpochMs): string => new Date(ts).toISOString().replace(/:00\.000Z$/, 'Z');

const endOf = ({ tsLast, timeframeMs = 0 }: DataSource): EpochMs => tsLast + timeframeMs;

interface Span {
  readonly from: EpochMs | undefined;
  readonly to: EpochMs | undefined;
}

function missingOf(sources: readonly DataSource[], calendar: Instrument['calendar'], span: Span) {
  const tsFirst = Math.min(...sources.map(({ tsFirst: ts }) => ts));
  const tsLast = Math.max(...sources.map(endOf));
  const slackMs = Math.max(...sources.map(({ timeframeMs }) => timeframeMs ?? TICK_SLACK_MS));
  const missing: string[] = [];
  if (span.from !== undefined && tsFirst > nextOpenTs(calendar, span.from) + slackMs) {
    missing.push(`${day(span.from)} to ${day(Math.min(tsFirst, span.to ?? tsFirst))}`);
  }
  if (span.to !== undefined && nextOpenTs(calendar, tsLast + slackMs) < span.to) {
    missing.push(`${day(Math.max(tsLast, span.from ?? tsLast))} to ${day(span.to)}`);
  }
  return { tsFirst, tsLast, missing };
}

/** BacktestError names, symbol by symbol, what of the asked span the data does not have. */
export function ensureSpanCovered({ sources, instruments }: DataFiles, span: Span): void {
  if (span.from !== undefined && span.to !== undefined && span.from >= span.to) {
    throw new BacktestError(`the span ends (${day(span.to)}) before it begins (${day(span.from)})`);
  }
  const lines = instruments.flatMap(({ symbol, calendar }) => {
    const own = sources.filter((source) => source.symbol === symbol);
    const { tsFirst, tsLast, missing } = missingOf(own, calendar, span);
    if (missing.length === 0) return [];
    return [
      `${symbol} data covers ${day(tsFirst)} to ${day(tsLast)}, missing is ${missing.join(' and ')}`,
    ];
  });
  if (lines.length > 0) throw new BacktestError(lines.join('; '));
}
