import {
  ColorType,
  CrosshairMode,
  LineStyle,
  TickMarkType,
  type CandlestickSeriesPartialOptions,
  type ChartOptions,
  type DeepPartial,
  type Time,
} from 'lightweight-charts';
import { formatDay, formatTime } from '../../format/clock-time.ts';
import { formatMoney } from '../../format/money.ts';
import type { PlotSetting } from './plot-look.ts';

const tsOf = (time: Time): number => (typeof time === 'number' ? time * 1_000 : 0);

function labelOf(ts: number, kind: TickMarkType, zone: PlotSetting['zone']): string {
  const date = new Date(ts);
  switch (kind) {
    case TickMarkType.Year:
      return String(zone === 'utc' ? date.getUTCFullYear() : date.getFullYear());
    case TickMarkType.Month:
    case TickMarkType.DayOfMonth:
      return formatDay(ts, zone);
    case TickMarkType.TimeWithSeconds:
      return formatTime(ts, zone);
    case TickMarkType.Time:
      return formatTime(ts, zone).slice(0, 5);
  }
}

/** The library's own mark with its link stays: its licence asks for one. */
export function plotOptions({ look, zone }: PlotSetting): DeepPartial<ChartOptions> {
  const line = {
    color: look.dim,
    style: LineStyle.Dashed,
    labelBackgroundColor: look.line,
  } as const;
  return {
    autoSize: true,
    layout: {
      background: { type: ColorType.Solid, color: look.ground },
      textColor: look.dim,
      fontFamily: look.font,
      fontSize: 11,
      attributionLogo: true,
      panes: { separatorColor: look.grid, separatorHoverColor: look.line },
    },
    grid: { vertLines: { visible: false }, horzLines: { color: look.grid } },
    crosshair: { mode: CrosshairMode.Normal, vertLine: line, horzLine: line },
    rightPriceScale: { borderColor: look.grid, entireTextOnly: true },
    timeScale: {
      borderColor: look.grid,
      timeVisible: true,
      secondsVisible: true,
      rightOffset: 6,
      tickMarkFormatter: (time: Time, kind: TickMarkType) => labelOf(tsOf(time), kind, zone),
    },
    localization: {
      timeFormatter: (time: Time) =>
        `${formatDay(tsOf(time), zone)} ${formatTime(tsOf(time), zone)}`,
    },
  };
}

/** Rising candles are hollow, falling ones filled: told apart without colour too. */
export function priceOptions({ look, decimals }: PlotSetting): CandlestickSeriesPartialOptions {
  return {
    upColor: look.ground,
    downColor: look.loss,
    borderUpColor: look.gain,
    borderDownColor: look.loss,
    wickUpColor: look.gain,
    wickDownColor: look.loss,
    priceLineColor: look.price,
    priceFormat: {
      type: 'custom',
      minMove: 10 ** -decimals,
      formatter: (value: number) => formatMoney(value.toFixed(decimals), { decimals }),
    },
  };
}
