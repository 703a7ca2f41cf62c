import type { SnapshotConfig } from '../../contract/agent/config/decision.schema.ts';
import type { EpochMs } from '../../kernel/clock.ts';
import { denied, parsed, type Parsed, type Refusal } from '../../kernel/verdict.ts';
import type { Figure, FigureMap } from '../../model/agent/figure.ts';
import type { SnapshotInput, SnapshotTimeframe } from './snapshot-input.ts';

export type SnapshotCode =
  | 'SNAPSHOT_NOT_FINITE'
  | 'SNAPSHOT_PRICE_ZERO'
  | 'SNAPSHOT_BAR_BROKEN'
  | 'SNAPSHOT_QUOTE_CROSSED'
  | 'SNAPSHOT_STALE'
  | 'SNAPSHOT_FROM_FUTURE'
  | 'SNAPSHOT_WITHOUT_BARS'
  | 'SNAPSHOT_ID_TWICE'
  | 'SNAPSHOT_SYMBOL_UNKNOWN';

/** A figure and what it must be to be sent. */
export interface Candidate extends Figure {
  readonly maxAgeMs: number;
  /** Prices are above zero: a zero is a feed that failed, not a market. */
  readonly isPrice: boolean;
}

const baseOf = (symbol: string): string => (symbol.split('/')[0] ?? symbol).toLowerCase();

/** `btc` for BTC/USDT; with two quotes of one base in the universe, `btcusdt`, so that an id means one thing. */
export function figurePrefix(symbol: string, symbols: readonly string[]): string {
  const base = baseOf(symbol);
  const isShared = symbols.some((other) => other !== symbol && baseOf(other) === base);
  return isShared ? symbol.toLowerCase().replace(/[^a-z0-9]/g, '') : base;
}

/** Indicators of these names are in price or in base units; the rest may be zero or negative. */
const PRICE_NAMES: ReadonlySet<string> = new Set([
  'ema20',
  'ema50',
  'atr14',
  'bb_upper',
  'bb_lower',
]);
const BAR_FIELDS = ['open', 'high', 'low', 'close', 'volume'] as const;

function quoteFigures(input: SnapshotInput, prefix: string, maxAgeMs: number): Candidate[] {
  const { bid, ask, ts: tsSource } = input.quote;
  const mid = (bid + ask) / 2;
  const of = (name: string, value: number, isPrice = true): Candidate => ({
    id: `${prefix}.${name}`,
    value,
    tsSource,
    maxAgeMs,
    isPrice,
  });
  const spreadBps = mid === 0 ? 0 : ((ask - bid) / mid) * 10_000;
  return [of('bid', bid), of('ask', ask), of('mid', mid), of('spread_bps', spreadBps, false)];
}

function barFigures(frame: SnapshotTimeframe, prefix: string, config: SnapshotConfig): Candidate[] {
  const { timeframe, tsClose, timeframeMs } = frame;
  const maxAgeMs = config.bars_max_age * timeframeMs;
  const indicators = Object.entries(frame.indicators).map(([name, value]) => ({
    id: `${prefix}.${timeframe}.${name}`,
    value,
    tsSource: tsClose,
    maxAgeMs,
    isPrice: PRICE_NAMES.has(name),
  }));
  const bars = frame.bars.slice(0, config.candles).flatMap((bar, back) =>
    BAR_FIELDS.map((field) => ({
      id: `${prefix}.${timeframe}.bar${back}.${field}`,
      value: bar[field],
      tsSource: tsClose - back * timeframeMs,
      maxAgeMs: maxAgeMs + back * timeframeMs,
      isPrice: field !== 'volume',
    })),
  );
  return [...indicators, ...bars];
}

/** Every figure of the input under its id, in the order it is written. */
function listFigures(input: SnapshotInput, config: SnapshotConfig): readonly Candidate[] {
  const prefix = figurePrefix(input.symbol, input.symbols);
  const { atr } = input;
  const derivatives = Object.entries(input.derivatives).map(([name, figure]) => ({
    id: `${prefix}.${name}`,
    ...figure,
    maxAgeMs: config.derivatives_max_age_ms,
    isPrice: name === 'long_short_ratio',
  }));
  const regimes = input.regimes.map(({ name, probability, tsSource }) => ({
    id: `regime.${name}`,
    value: probability,
    tsSource,
    maxAgeMs: config.regime_max_age_ms,
    isPrice: false,
  }));
  return [
    ...quoteFigures(input, prefix, config.quote_max_age_ms),
    {
      id: `${prefix}.atr`,
      value: atr.value,
      tsSource: atr.tsSource,
      maxAgeMs: config.bars_max_age * atr.timeframeMs,
      isPrice: true,
    },
    ...input.timeframes.flatMap((frame) => barFigures(frame, prefix, config)),
    ...derivatives,
    ...regimes,
  ];
}

function checkFigure(figure: Candidate, ts: EpochMs): Refusal<SnapshotCode> | undefined {
  const { id, value, tsSource, maxAgeMs } = figure;
  if (!Number.isFinite(value) || !Number.isFinite(tsSource)) {
    return denied('SNAPSHOT_NOT_FINITE', { id, value: String(value) });
  }
  if (figure.isPrice && value <= 0) return denied('SNAPSHOT_PRICE_ZERO', { id, value });
  const ageMs = ts - tsSource;
  if (ageMs < 0) return denied('SNAPSHOT_FROM_FUTURE', { id, ageMs });
  return ageMs > maxAgeMs ? denied('SNAPSHOT_STALE', { id, ageMs, maxAgeMs }) : undefined;
}

/** All figures, or the first that must not be sent: a model asked on broken figures answers all the same. */
export function collectFigures(input: SnapshotInput, config: SnapshotConfig): Parsed<FigureMap> {
  const figures = new Map<string, Figure>();
  for (const candidate of listFigures(input, config)) {
    const { id, value, tsSource } = candidate;
    const refusal = checkFigure(candidate, input.ts);
    if (refusal !== undefined) return refusal;
    if (figures.has(id)) return denied('SNAPSHOT_ID_TWICE', { id });
    figures.set(id, { id, value, tsSource });
  }
  return parsed(figures);
}
