import { describe, expect, test } from 'vitest';
import { HOUR_MS } from '../../kernel/clock.ts';
import { createRng } from '../../kernel/rng.ts';
import { toCounterfactualRow, type CounterfactualRow } from './counterfactual-row.ts';
import { failedFacts, sampleRecord, T0, withoutOrders } from './record.fixture.ts';
import { resolveHorizons } from './resolve-horizons.ts';
import { summariseCounterfactual, type SummaryOptions } from './summarise-counterfactual.ts';

const options: SummaryOptions = { purpose: 'evidence', seed: 3, resamples: 800, level: 0.95 };

/** Claude earns `edge` more than the rules in the mean, four decisions an hour. */
function plantedRows(edge: number, count = 800, seed = 11): CounterfactualRow[] {
  const rng = createRng(seed);
  return Array.from({ length: count }, (_, index) => {
    const market = rng.gaussian() * 5;
    return {
      decisionId: `d-${index}`,
      tsDecision: T0 + (index * HOUR_MS) / 4,
      horizon: '1h',
      model: 'claude-opus-5-5',
      claude: market + edge + rng.gaussian(),
      rules: market,
      nothing: 0,
      vetoed: null,
    };
  });
}

function hourOf(rows: readonly CounterfactualRow[], changes: Partial<SummaryOptions> = {}) {
  const summary = summariseCounterfactual(rows, { ...options, ...changes });
  if (!summary.ok) throw new Error(summary.code);
  const [hour] = summary.value.horizons;
  if (hour === undefined) throw new Error('no horizon');
  return hour;
}

describe('the counterfactual book', () => {
  test('finds a planted edge, with its sign, and the interval leaves zero out', () => {
    for (const edge of [0.5, -0.5]) {
      const { n, clusters, mean, interval } = hourOf(plantedRows(edge)).claudeMinusRules;
      expect([n, clusters]).toStrictEqual([800, 200]);
      expect(mean).toBeCloseTo(edge, 1);
      expect(Math.sign(interval?.low ?? 0)).toBe(Math.sign(edge));
      expect(Math.sign(interval?.high ?? 0)).toBe(Math.sign(edge));
    }
  });

  test('says nothing of an edge that is not there in about nineteen of twenty series', () => {
    const found = Array.from({ length: 60 }, (_, seed) => {
      const { interval } = hourOf(plantedRows(0, 200, seed), { resamples: 200 }).claudeMinusRules;
      return interval !== null && (interval.low > 0 || interval.high < 0);
    }).filter(Boolean).length;
    expect(found).toBeLessThanOrEqual(9);
  });

  test('does not take copies of one hour for more proof', () => {
    const rows = plantedRows(0.5, 80);
    const copies = rows.flatMap((row) => Array.from({ length: 25 }, () => row));
    const once = hourOf(rows).claudeMinusRules;
    const often = hourOf(copies).claudeMinusRules;
    expect(often.n).toBe(2_000);
    expect(often.interval?.low).toBeCloseTo(once.interval?.low ?? NaN, 9);
  });

  test('gives the same interval for the same seed and another for another', () => {
    const rows = plantedRows(0.2, 200);
    expect(hourOf(rows)).toStrictEqual(hourOf(rows));
    expect(hourOf(rows, { seed: 4 }).claude.interval).not.toStrictEqual(
      hourOf(rows).claude.interval,
    );
  });

  test('compares with the rules only where they were run, and has no interval of one hour', () => {
    const rows = plantedRows(1, 4).map((row, at) => (at < 3 ? { ...row, rules: null } : row));
    const hour = hourOf(rows);
    expect(hour.claudeMinusNothing.n).toBe(4);
    expect(hour.claudeMinusRules).toMatchObject({ n: 1, interval: null });
    expect(hour.vetoed).toStrictEqual({ n: 0, clusters: 0, mean: null, interval: null });
  });

  test('refuses a window from before the end of what the model knows, and calls it a smoke test', () => {
    const rows = plantedRows(1, 8);
    const early = rows.map((row, at) =>
      at === 5 ? { ...row, tsDecision: Date.UTC(2026, 5, 30) } : row,
    );
    expect(summariseCounterfactual(early, options)).toStrictEqual({
      ok: false,
      code: 'EVIDENCE_BEFORE_CUTOFF',
      numbers: {
        model: 'claude-opus-5-5',
        tsFirst: Date.UTC(2026, 5, 30),
        tsUnknownFrom: Date.UTC(2026, 6, 1),
        label: 'smoke test',
      },
    });
    const smoke = summariseCounterfactual(early, { ...options, purpose: 'smoke test' });
    expect(smoke).toMatchObject({ ok: true, value: { label: 'smoke test' } });
    const first = rows.map((row) => ({ ...row, tsDecision: Date.UTC(2026, 6, 1) }));
    expect(summariseCounterfactual(first, options)).toMatchObject({ value: { label: 'evidence' } });
  });

  test('refuses a model whose knowledge nobody has dated, and takes a dated name', () => {
    const named = (model: string) => plantedRows(1, 8).map((row) => ({ ...row, model }));
    expect(summariseCounterfactual(named('model-x'), options)).toMatchObject({
      code: 'EVIDENCE_CUTOFF_UNKNOWN',
      numbers: { model: 'model-x', label: 'smoke test' },
    });
    expect(summariseCounterfactual(named('claude-haiku-5-5-20261007'), options).ok).toBe(true);
  });
});

describe('a row of it', () => {
  const bars = Array.from({ length: 12 }, (_, index) => {
    const tsOpen = T0 + index * 300_000;
    return {
      tsOpen,
      tsClose: tsOpen + 300_000,
      open: 60_600,
      high: 60_600,
      low: 60_600,
      close: 60_600,
    };
  });
  const rowOf = (changes: Parameters<typeof sampleRecord>[0]) => {
    const record = sampleRecord(changes);
    const [hour] = resolveHorizons(record, {
      tsNow: T0 + HOUR_MS,
      bars,
      funding: [],
      slippageBps: 1,
    });
    if (hour?.kind !== 'horizon') throw new Error('open');
    return toCounterfactualRow(record, hour, 2);
  };

  test('takes the tokens from what Claude earned', () => {
    expect(rowOf({})?.claude).toBeCloseTo(10 - 2_010 * 0.0007 - 0.0122 * 2, 9);
  });

  test('of a failed question stays in the book: its cost and what was not done', () => {
    const row = rowOf(failedFacts);
    expect(row?.claude).toBeCloseTo(-0.0244, 9);
    expect(row?.rules).toBeCloseTo(-10 - 2_010 * 0.0007, 9);
  });

  test('does not exist where nobody was asked', () => {
    const asked = { questionId: null, request: null, result: null, attempts: [], cost: null };
    expect(
      rowOf({ ...asked, ...withoutOrders, actor: 'rules', outcome: 'FALLBACK_BUY' }),
    ).toBeNull();
  });
});
