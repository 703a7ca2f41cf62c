import type { ProofChart } from '@quarterdeck/core/contract/proof/proof-report.schema';

const cell = (text: string): string =>
  /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** Every point as the report has it, one a line. */
export function chartCsv({ series, xLabel, yLabel }: ProofChart): string {
  const rows = series.flatMap(({ name, points }) =>
    points.map(([x, y]) => `${cell(name)},${String(x)},${String(y)}`),
  );
  return [`series,${cell(xLabel)},${cell(yLabel)}`, ...rows, ''].join('\n');
}
