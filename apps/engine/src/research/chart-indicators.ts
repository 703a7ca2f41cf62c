import type { ChartSeries } from '@quarterdeck/core/contract/market-chart.schema';
import {
  createMarketView,
  pastMoment,
  updateMarketView,
} from '@quarterdeck/core/decision/market-view';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import type { EntryBrain, Strategy } from '@quarterdeck/core/strategies/contract';

export interface IndicatorsWanted {
  readonly strategy: Strategy;
  readonly params: Readonly<Record<string, unknown>>;
  readonly instrument: Instrument;
  /** Oldest first, those before the chart begins included: a brain has to warm up. */
  readonly bars: readonly Candle[];
  readonly tsFrom: number;
}

/** A brain of its own, which nobody asks for orders, alone with its market. */
function createBrain({ strategy, params, instrument }: IndicatorsWanted): EntryBrain {
  const { symbol } = instrument;
  return strategy.createEntry(params, {
    symbol,
    symbols: [symbol],
    viewOf: () => undefined,
    holds: () => false,
  });
}

function collect(brain: EntryBrain, wanted: IndicatorsWanted): ChartSeries[] {
  const view = createMarketView(wanted.instrument);
  const series = new Map<string, ChartSeries>();
  for (const bar of wanted.bars) {
    updateMarketView(view, pastMoment(bar));
    brain.onBar?.(view, bar);
    if (bar.tsOpen < wanted.tsFrom) continue;
    for (const { name, panel, value } of brain.readings?.() ?? []) {
      const line = series.get(name) ?? { name, panel, points: [] };
      series.set(name, line);
      if (Number.isFinite(value)) line.points.push({ ts: bar.tsOpen, value });
    }
  }
  return [...series.values()].filter(({ points }) => points.length > 0);
}

/** The lines a strategy's ENTRY brain would draw over these bars; none where it reads others or draws nothing. */
export function listIndicators(wanted: IndicatorsWanted): ChartSeries[] {
  const [first] = wanted.bars;
  const { timeframesMs } = wanted.strategy;
  if (first === undefined || !timeframesMs.includes(first.timeframeMs)) return [];
  try {
    return collect(createBrain(wanted), wanted);
  } catch {
    // A brain that throws is shown as failed where it trades; its chart has no lines.
    return [];
  }
}
