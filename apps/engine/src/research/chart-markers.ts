import type { ChartMarker, MarketChart } from '@quarterdeck/core/contract/market-chart.schema';
import {
  absMoney,
  absQty,
  asPrice,
  divideHalfEven,
  formatMoney,
  toFloat,
} from '@quarterdeck/core/kernel/decimal';
import type { ClosedTrade, Position } from '@quarterdeck/core/model/position';

/** Average; for drawing only. */
const entryPriceOf = ({ costQuote, qty }: Position): number =>
  toFloat(asPrice(divideHalfEven(absMoney(costQuote), absQty(qty))));

/** Where it was opened and where it was closed, with why. */
export function tradeMarkers(trade: ClosedTrade): readonly ChartMarker[] {
  const { strategyId, positionId, side } = trade;
  const [entrySide, exitSide] =
    side === 'long' ? (['buy', 'sell'] as const) : (['sell', 'buy'] as const);
  const why =
    trade.exitThesis === '' ? trade.exitReason : `${trade.exitReason}: ${trade.exitThesis}`;
  return [
    {
      ts: trade.tsOpened,
      price: toFloat(trade.entryPrice),
      kind: 'entry',
      side: entrySide,
      strategyId,
      positionId,
      text: trade.thesis,
      net: null,
    },
    {
      ts: trade.tsClosed,
      price: toFloat(trade.exitPrice),
      kind: 'exit',
      side: exitSide,
      strategyId,
      positionId,
      text: why,
      net: formatMoney(trade.net),
    },
  ];
}

export function positionMarker(position: Position): ChartMarker {
  const { strategyId, positionId, tsOpened, thesis, qty } = position;
  const side = qty > 0n ? 'buy' : 'sell';
  const price = entryPriceOf(position);
  return {
    ts: tsOpened,
    price,
    kind: 'entry',
    side,
    strategyId,
    positionId,
    text: thesis,
    net: null,
  };
}

export function positionLevels(position: Position): MarketChart['levels'] {
  const { strategyId, positionId, stopPrice, targetPrice } = position;
  const at = (kind: MarketChart['levels'][number]['kind'], price: number) => ({
    positionId,
    strategyId,
    kind,
    price,
  });
  const levels = [at('entry', entryPriceOf(position)), at('stop', toFloat(stopPrice))];
  return targetPrice === undefined ? levels : [...levels, at('target', toFloat(targetPrice))];
}
