import type { BenchResult } from './measure.ts';

const SIGNS = { at_most: '<=', at_least: '>=' } as const;

/** Shares can be very small, and 0 would say that there is nothing. */
const digitsOf = (value: number): Intl.NumberFormatOptions =>
  Math.abs(value) < 0.01 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 3 };

const figureOf = ({ value }: BenchResult): string =>
  value === null ? '-' : value.toLocaleString('en-US', digitsOf(value));

function goalOf({ reach, direction }: BenchResult): string {
  if (reach === null || direction === null) return '';
  return `${SIGNS[direction]} ${reach.toLocaleString('en-US')}`;
}

function verdictOf({ holds, reason }: BenchResult): string {
  if (reason !== undefined) return `not measured: ${reason}`;
  if (holds === null) return '';
  return holds ? 'holds' : 'does not hold';
}

function spreadText({ details }: BenchResult): string {
  const { min, max, n } = details;
  return typeof min === 'number' && typeof max === 'number'
    ? `${min} to ${max}, n ${String(n)}`
    : '';
}

/** One line a measure, in columns, for a person. */
export function describeResults(results: readonly BenchResult[]): readonly string[] {
  const rows = results.map((result) => [
    result.name,
    figureOf(result),
    result.unit,
    goalOf(result),
    verdictOf(result),
    spreadText(result),
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(0, ...rows.map((row) => Math.min(row[column]?.length ?? 0, 40))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 1 ? cell.padStart(widths[1] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}
