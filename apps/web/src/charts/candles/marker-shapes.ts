import type { ChartMarker, MarketChart } from '@quarterdeck/core/contract/market-chart.schema';
import type { SeriesMarker, Time } from 'lightweight-charts';
import { directionOf } from '../../format/decimal-text.ts';
import { markersByCandle } from './plot-data.ts';
import type { PlotLook } from './plot-look.ts';

/** An exit says by its sign, not by its colour alone, what it brought. */
function exitShape({ net, price }: ChartMarker, look: PlotLook) {
  const direction = net === null ? 'flat' : directionOf(net);
  return {
    position: 'atPriceMiddle',
    price,
    shape: 'circle',
    size: 0.8,
    color: { up: look.gain, down: look.loss, flat: look.dim }[direction],
    text: { up: '+', down: '−', flat: '' }[direction],
  } as const;
}

const entryShape = ({ side }: ChartMarker, look: PlotLook) =>
  side === 'buy'
    ? ({ position: 'belowBar', shape: 'arrowUp', color: look.accent, text: 'long' } as const)
    : ({ position: 'aboveBar', shape: 'arrowDown', color: look.held, text: 'short' } as const);

/** Entries and exits as the library draws them, in order of time. */
export function markerShapes(data: MarketChart, look: PlotLook): readonly SeriesMarker<Time>[] {
  const byCandle = markersByCandle(data.markers, data.candles);
  return [...byCandle]
    .sort(([a], [b]) => a - b)
    .flatMap(([tsOpen, markers]) =>
      markers.map((marker): SeriesMarker<Time> => {
        const time = (tsOpen / 1_000) as Time;
        return {
          time,
          ...(marker.kind === 'exit' ? exitShape(marker, look) : entryShape(marker, look)),
        };
      }),
    );
}
