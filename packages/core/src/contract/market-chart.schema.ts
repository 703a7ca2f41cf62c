import { z } from 'zod';

const ts = z.number();

/** Prices as numbers: a chart draws them, nothing is counted from them. */
const chartCandleSchema = z.object({
  tsOpen: ts,
  open: z.number(),
  high: z.number(),
  low: z.number(),
  close: z.number(),
  volume: z.number(),
});

/** An entry, an exit or a stop on the chart, with its reason. */
export const chartMarkerSchema = z.object({
  ts,
  price: z.number(),
  kind: z.enum(['entry', 'exit']),
  side: z.enum(['buy', 'sell']),
  strategyId: z.string(),
  positionId: z.string(),
  text: z.string(),
  /** Net result of the trade for an exit, account currency. */
  net: z.string().nullable(),
});

/** One line of a strategy's indicators; `panel` tells whether it belongs over the candles or below them. */
export const chartSeriesSchema = z.object({
  name: z.string(),
  panel: z.enum(['price', 'below']),
  points: z.array(z.object({ ts, value: z.number() })),
});

export const marketChartSchema = z.object({
  symbol: z.string(),
  timeframeMs: z.number(),
  timeframesMs: z.array(z.number()),
  /** The candles are those of the history store: bars of the past, not of the market this desk trades in. */
  isHistory: z.boolean(),
  candles: z.array(chartCandleSchema),
  markers: z.array(chartMarkerSchema),
  /** Stops and targets of open positions, as prices. */
  levels: z.array(
    z.object({
      positionId: z.string(),
      strategyId: z.string(),
      kind: z.enum(['entry', 'stop', 'target']),
      price: z.number(),
    }),
  ),
  gaps: z.array(z.object({ tsFrom: ts, tsTo: ts })),
  indicators: z.array(chartSeriesSchema),
});

export type MarketChart = z.output<typeof marketChartSchema>;
export type ChartMarker = z.output<typeof chartMarkerSchema>;
export type ChartSeries = z.output<typeof chartSeriesSchema>;
