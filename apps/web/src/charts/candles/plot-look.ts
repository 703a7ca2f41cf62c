import type { TimeZoneChoice } from '../../format/clock-time.ts';

/** Colours of the page as the canvas needs them: it knows no variables. */
export interface PlotLook {
  readonly ground: string;
  readonly grid: string;
  readonly line: string;
  readonly ink: string;
  readonly dim: string;
  /** Of the line at the newest price, and of the ground of its figure. */
  readonly price: string;
  readonly gain: string;
  readonly loss: string;
  readonly accent: string;
  readonly held: string;
  readonly gap: string;
  readonly volume: string;
  readonly series: readonly string[];
  readonly font: string;
}

export interface PlotSetting {
  readonly look: PlotLook;
  readonly zone: TimeZoneChoice;
  /** Digits behind the point. */
  readonly decimals: number;
}

const SERIES = [2, 3, 4, 5, 6, 1];

/** `#rrggbb` with an alpha of two hex digits behind it. */
const faded = (color: string, alpha: string): string => `${color}${alpha}`;

export function readPlotLook(): PlotLook {
  const computed = getComputedStyle(document.documentElement);
  const of = (name: string) => computed.getPropertyValue(name).trim();
  return {
    ground: of('--surface'),
    grid: of('--line'),
    line: of('--line-strong'),
    ink: of('--ink'),
    dim: of('--ink-3'),
    price: of('--ink-2'),
    gain: of('--gain'),
    loss: of('--loss'),
    accent: of('--accent'),
    held: of('--held'),
    gap: faded(of('--held-fill'), '2e'),
    volume: faded(of('--ink-3'), '40'),
    series: SERIES.map((at) => of(`--series-${at}`)),
    font: of('--font-figures'),
  };
}
