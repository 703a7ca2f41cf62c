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
import { breakAtGaps, followPrice, gapSlots } from './plot-data.ts';
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
/** So many bars from the oldest one, those before it are asked for. */
const NEAR_BARS = 20;
const INVISIBLE = 'rgba(0, 0, 0, 0)';

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
  /** Places of the time axis that holes take. */
  #gapCount = 0;
  readonly #listening = new AbortController();
  /** A chart that has just been drawn asks for nothing: only a person's hand does. */
  #isTouched = false;

  constructor(element: HTMLElement, setting: PlotSetting) {
    this.#setting = setting;
    const { signal } = this.#listening;
    for (const act of ['wheel', 'pointerdown'] as const) {
      element.addEventListener(act, () => (this.#isTouched = true), { passive: true, signal });
    }
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

  /** Calls back when somebody has scrolled to where the bars begin. */
  onNearStart(listener: () => void): void {
    this.#chart.timeScale().subscribeVisibleLogicalRangeChange((range) => {
      if (this.#isTouched && range && range.from < NEAR_BARS) listener();
    });
  }

  /** So many bars, the newest at the right. */
  showLast(bars: number): void {
    const count = this.#data?.candles.length ?? 0;
    const slots = this.#data ? this.#gapCount : 0;
    const to = count + slots + 6;
    this.#chart.timeScale().setVisibleLogicalRange({ from: to - 6 - bars, to });
  }

  takePicture(): Promise<Blob | undefined> {
    const canvas = this.#chart.takeScreenshot();
    return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined)));
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
    this.#isTouched = false;
    this.#showNewest();
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
    this.#listening.abort();
    this.#chart.remove();
  }

  #draw(data: MarketChart): void {
    const { look } = this.#setting;
    const newest = data.candles.at(-1);
    const carried = this.#last;
    const slots = gapSlots(data.gaps, data.candles, data.timeframeMs);
    this.#gapCount = slots.length;
    this.#gaps.setData(slots.map((ts) => ({ time: toTime(ts), value: 1, color: look.gap })));
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

  #drawIndicators({ indicators, gaps }: MarketChart): void {
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
      series.setData(
        breakAtGaps(indicator.points, gaps).map(({ ts, value, isEnd }) => ({
          time: toTime(ts),
          value,
          // The colour of a point is that of the way to the next one.
          ...(isEnd ? { color: INVISIBLE } : {}),
        })),
      );
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

  #showNewest(): void {
    const { width } = this.#chart.paneSize();
    this.showLast(width < NARROW_PX ? NARROW_BARS : WIDE_BARS);
  }
}
