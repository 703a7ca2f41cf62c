import { formatMoney, formatUnits } from '@quarterdeck/core/kernel/decimal';
import { describeRefusal } from '@quarterdeck/core/kernel/verdict';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import type { VenueReport } from '@quarterdeck/core/model/venue-report';

function describeReport(report: VenueReport): string {
  if (report.type === 'OrderFilled') {
    const { side, qty, symbol, price, tradeId } = report.fill;
    return `${side} ${formatUnits(qty)} ${symbol} at ${formatUnits(price)} (trade ${tradeId})`;
  }
  if (report.type === 'OrderRejected') {
    return `${report.clientOrderId} rejected by the venue: ${describeRefusal(report)}`;
  }
  if (report.type === 'CancelRejected') return `${report.clientOrderId}: ${report.code}`;
  return report.clientOrderId;
}

function kindOf(event: DeskEvent): string {
  return event.type === 'VenueReported' ? event.report.type : event.type;
}

function textOf(event: DeskEvent): string {
  switch (event.type) {
    case 'VenueReported':
      return describeReport(event.report);
    case 'OrderWithheld':
      return `${event.clientOrderId}: ${describeRefusal(event)}`;
    case 'OrderOutcomeUnknown':
    case 'OrderQueried':
      return event.clientOrderId;
    case 'VenueSnapshotTaken':
      return `${event.snapshot.positions.length} positions, ${event.snapshot.openOrders.length} open orders, ${event.snapshot.fills.length} fills`;
    case 'StrategySwitched':
      return `${event.strategyId} entry ${event.entry_enabled ? 'on' : 'off'}, exit ${event.exit_enabled ? 'on' : 'off'} by ${event.by}`;
    case 'StrategyReconfigured':
      return `${event.strategyId} has other parameters (${event.source}) by ${event.by}: ${event.reason}`;
    case 'TradingLocked':
      return `${event.level} by ${event.by}: ${event.reason}`;
    case 'TradingUnlocked':
      return `by ${event.by}: ${event.reason}`;
    case 'PositionCloseRequested':
    case 'StopMoved':
      return `${event.positionId} by ${event.by}`;
    case 'OrderCancelRequested':
      return `${event.clientOrderId} by ${event.by}`;
    case 'FlattenRequested':
      return `by ${event.by}`;
    case 'EngineImpaired':
      return `${event.code}: ${event.detail}`;
    case 'FundingPaid':
      return `${event.symbol} at ${formatMoney(event.rate)}`;
    case 'EngineRecovered':
      return event.code;
    case 'DeskStarted':
      return `${event.restored.positions.length} positions, ${event.restored.orders.length} orders restored`;
    default:
      return '';
  }
}

/** An event as one line for people. */
export const describeEvent = (event: DeskEvent) => ({
  seq: event.seq,
  ts: event.ts,
  kind: kindOf(event),
  text: textOf(event),
});
