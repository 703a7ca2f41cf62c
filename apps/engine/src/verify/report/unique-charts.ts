import type { ProofChart } from '@quarterdeck/core/contract/proof/proof-report.schema';

/** Each chart is a file by its name: a name that is taken gets a number. */
export function withUniqueNames(charts: readonly ProofChart[]): readonly ProofChart[] {
  const seen = new Map<string, number>();
  return charts.map((chart) => {
    const times = (seen.get(chart.name) ?? 0) + 1;
    seen.set(chart.name, times);
    return times === 1 ? chart : { ...chart, name: `${chart.name}-${times}` };
  });
}
