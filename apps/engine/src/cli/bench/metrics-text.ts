/** Samples of a Prometheus page by their full name, labels included. */
export function parseMetrics(text: string): ReadonlyMap<string, number> {
  const samples = new Map<string, number>();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const cut = line.lastIndexOf(' ');
    samples.set(line.slice(0, cut), Number(line.slice(cut + 1)));
  }
  return samples;
}

const eventsOf = (samples: ReadonlyMap<string, number>, type: string): number =>
  samples.get(`quarterdeck_events_total{type="${type}"}`) ?? 0;

export const ticksOf = (samples: ReadonlyMap<string, number>): number =>
  eventsOf(samples, 'QuoteReceived') + eventsOf(samples, 'TradeReceived');

export interface Bucket {
  /** Upper edge. */
  readonly le: number;
  readonly count: number;
}

/** What a histogram has gained between two readings, bucket by bucket. */
export function histogramGain(
  name: string,
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): readonly Bucket[] {
  const prefix = `${name}_bucket{le="`;
  const edges = [...after.keys()].filter((key) => key.startsWith(prefix));
  let below = 0;
  return edges.map((key) => {
    const upTo = (after.get(key) ?? 0) - (before.get(key) ?? 0);
    const count = upTo - below;
    below = upTo;
    const edge = key.slice(prefix.length, -2);
    return { le: edge === '+Inf' ? Infinity : Number(edge), count };
  });
}

/** Upper edge of the bucket the quantile falls into: the true value is not above it. */
export function quantileEdge(buckets: readonly Bucket[], share: number): number {
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  let seen = 0;
  for (const { le, count } of buckets) {
    seen += count;
    if (seen >= total * share) return le;
  }
  return Infinity;
}
