import type { EvidenceItem, SignalName } from '../../model/agent/decision.ts';
import type { BarFigureName, DerivativeFigureName, FigureMap } from '../../model/agent/figure.ts';

/** One figure as a signal sees it. */
export interface Seen {
  readonly id: string;
  readonly value: number;
}

/** Figures by their short names: of the timeframe the rules look at, and of the symbol itself. */
export interface SignalFigures {
  bar(name: BarFigureName | 'bar0.close'): Seen | undefined;
  symbol(name: DerivativeFigureName | 'mid' | 'atr'): Seen | undefined;
}

/** What one signal says. */
export interface SignalReading {
  readonly name: SignalName;
  /** -1 fully down .. 1 fully up. */
  readonly score: number;
  /** 0 nothing known .. 1; a signal without its figures has none. */
  readonly confidence: number;
  /** Figures it read, in the order of its own formula. */
  readonly read: readonly string[];
  /** A few words on what it saw. */
  readonly words: string;
}

export type Signal = (figures: SignalFigures) => SignalReading;

/** Figures of one symbol and timeframe out of a snapshot; a value that is no number counts as absent. */
export function signalFigures(
  figures: FigureMap,
  prefix: string,
  timeframe: string,
): SignalFigures {
  const see = (id: string): Seen | undefined => {
    const value = figures.get(id)?.value;
    return value !== undefined && Number.isFinite(value) ? { id, value } : undefined;
  };
  return {
    bar: (name) => see(`${prefix}.${timeframe}.${name}`),
    symbol: (name) => see(`${prefix}.${name}`),
  };
}

export const clampScore = (value: number): number => Math.min(1, Math.max(-1, value));
export const clampUnit = (value: number): number => Math.min(1, Math.max(0, value));

export const silent = (name: SignalName): SignalReading => ({
  name,
  score: 0,
  confidence: 0,
  read: [],
  words: 'no figures',
});

export const toward = (score: number): 'up' | 'down' | 'flat' => {
  if (score > 0.05) return 'up';
  return score < -0.05 ? 'down' : 'flat';
};

/** A figure supports the action when its signal leans the same way. */
export function evidenceOf(
  readings: readonly SignalReading[],
  direction: number,
): readonly EvidenceItem[] {
  return readings.flatMap((reading) =>
    reading.read.map((field): EvidenceItem => ({
      field,
      stance: reading.score * direction >= 0 ? 'supports' : 'opposes',
    })),
  );
}
