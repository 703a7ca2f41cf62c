import type { MarketChart } from '@quarterdeck/core/contract/market-chart.schema';
import {
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  HistogramSeries,
  LineSeries,
  LineStyle,
  type IChartApi,
  type IPriceLine,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type Time,
} from 'lightweight-charts';
import { markerShapes } from './marker-shapes.ts';
import { followPrice, gapSlots } from './plot-data.ts';
import type { PlotSetting } from './plot-look.ts';
import { plotOptions, priceOptions } from './plot-options.ts';

type Candle = MarketChart['candles'][number];

/** The library counts in seconds. */
const toTime = (ts: number): Time => (ts / 1_000) as Time;
const toBar = ({ tsOpen, open, high, low, close }: Candle) => ({
  time: toTime(tsOpen),
  open,
  high,
  low,
  close,
});

const WIDE_BARS = 140;
const NARROW_BARS = 60;
const NARROW_PX = 640;

/** The drawing of one market: made once for an element, fed until it is taken down. */
export class CandlePlot {
  readonly #chart: IChartApi;
  readonly #candles: ISeriesApi<'Candlestick'>;
  readonly #volume: ISeriesApi<'Histogram'>;
  readonly #gaps: ISeriesApi<'Histogram'>;
  readonly #markers: ISeriesMarkersPluginApi<Time>;
  #indicators = new Map<string, ISeriesApi<'Line'>>();
  #levels: readonly IPriceLine[] = [];
  #setting: PlotSetting;
  #data: MarketChart | undefined;
  /** The newest candle as drawn: what was asked for, carried on by live prices. */
  #last: Candle | undefined;
  #shownKey = '';

  constructor(element: HTMLElement, setting: PlotSetting) {
    this.#setting = setting;
    this.#chart = createChart(element, plotOptions(setting));
    this.#gaps = this.#chart.addSeries(HistogramSeries, {
      priceScaleId: 'gaps',
      lastValueVisible: false,
      priceLineVisible: false,
      autoscaleInfoProvider: () => ({ priceRange: { minValue: 0, maxValue: 1 } }),
    });
    this.#gaps.priceScale().applyOptions({ scaleMargins: { top: 0, bottom: 0 } });
    this.#volume = this.#chart.addSeries(HistogramSeries, {
      priceScaleId: 'volume',
      priceFormat: { type: 'volume' },
      lastValueVisible: false,
      priceLineVisible: false,
    });
    this.#volume.priceScale().applyOptions({ scaleMargins: { top: 0.86, bottom: 0 } });
    this.#candles = this.#chart.addSeries(CandlestickSeries, priceOptions(setting));
    this.#candles.priceScale().applyOptions({ scaleMargins: { top: 0.08, bottom: 0.16 } });
    this.#markers = createSeriesMarkers(this.#candles, []);
  }

  /** Epoch ms of the bar under the crosshair, undefined beside every bar; with the place of the crosshair. */
  onHover(listener: (ts: number | undefined, x: number, y: number) => void): void {
    this.#chart.subscribeCrosshairMove(({ time, point }) => {
      const ts = typeof time === 'number' && point ? time * 1_000 : undefined;
      listener(ts, point?.x ?? 0, point?.y ?? 0);
    });
  }

  restyle(setting: PlotSetting): void {
    this.#setting = setting;
    this.#chart.applyOptions(plotOptions(setting));
    this.#candles.applyOptions(priceOptions(setting));
    if (this.#data) this.#draw(this.#data);
  }

  show(data: MarketChart): void {
    this.#data = data;
    this.#draw(data);
    const key = `${data.symbol} ${data.timeframeMs}`;
    if (key === this.#shownKey || data.candles.length === 0) return;
    this.#shownKey = key;
    this.#showNewest(data.candles.length);
  }

  /** A live price: carries the newest candle on, or begins the next. */
  follow(price: number, ts: number): void {
    if (!this.#data) return;
    const next = followPrice(this.#last, { price, ts }, this.#data.timeframeMs);
    if (!next) return;
    this.#last = next;
    this.#candles.update(toBar(next));
  }

  dispose(): void {
    this.#chart.remove();
  }

  #draw(data: MarketChart): void {
    const { look } = this.#setting;
    const newest = data.candles.at(-1);
    const carried = this.#last;
    this.#gaps.setData(
      gapSlots(data.gaps, data.candles, data.timeframeMs).map((ts) => ({
        time: toTime(ts),
        value: 1,
        color: look.gap,
      })),
    );
    this.#candles.setData(data.candles.map(toBar));
    this.#volume.setData(
      data.candles.map(({ tsOpen, volume }) => ({
        time: toTime(tsOpen),
        value: volume,
        color: look.volume,
      })),
    );
    this.#drawIndicators(data);
    this.#drawLevels(data);
    this.#markers.setMarkers([...markerShapes(data, look)]);
    const isAhead = this.#isSameMarket(data) && carried && newest && carried.tsOpen > newest.tsOpen;
    this.#last = isAhead ? carried : newest;
    if (isAhead) this.#candles.update(toBar(carried));
  }

  #isSameMarket(data: MarketChart): boolean {
    return this.#shownKey === `${data.symbol} ${data.timeframeMs}`;
  }

  #drawIndicators({ indicators }: MarketChart): void {
    const keyOf = ({ name, panel }: MarketChart['indicators'][number]) => `${panel} ${name}`;
    const wanted = new Set(indicators.map(keyOf));
    for (const [key, series] of this.#indicators) {
      if (wanted.has(key)) continue;
      this.#chart.removeSeries(series);
      this.#indicators.delete(key);
    }
    for (const [at, indicator] of indicators.entries()) {
      const series = this.#indicators.get(keyOf(indicator)) ?? this.#addLine(indicator.panel);
      this.#indicators.set(keyOf(indicator), series);
      series.applyOptions({
        color: this.#setting.look.series[at % this.#setting.look.series.length] ?? '',
        title: indicator.panel === 'below' ? indicator.name : '',
      });
      series.setData(indicator.points.map(({ ts, value }) => ({ time: toTime(ts), value })));
    }
    this.#chart.panes()[1]?.setStretchFactor(0.32);
  }

  #addLine(panel: 'price' | 'below'): ISeriesApi<'Line'> {
    const options = {
      lineWidth: 1,
      priceLineVisible: false,
      lastValueVisible: panel === 'below',
      crosshairMarkerVisible: false,
    } as const;
    return this.#chart.addSeries(LineSeries, options, panel === 'below' ? 1 : 0);
  }

  #drawLevels({ levels }: MarketChart): void {
    const { look } = this.#setting;
    const colors = { entry: look.accent, stop: look.loss, target: look.gain };
    for (const line of this.#levels) this.#candles.removePriceLine(line);
    this.#levels = levels.map(({ kind, price }) =>
      this.#candles.createPriceLine({
        price,
        color: colors[kind],
        lineWidth: 1,
        lineStyle: kind === 'entry' ? LineStyle.Dotted : LineStyle.Dashed,
        axisLabelVisible: true,
        title: kind,
      }),
    );
  }

  #showNewest(count: number): void {
    const { width } = this.#chart.paneSize();
    const bars = width < NARROW_PX ? NARROW_BARS : WIDE_BARS;
    this.#chart.timeScale().setVisibleLogicalRange({ from: count - bars, to: count + 6 });
  }
}
