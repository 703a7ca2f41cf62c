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

type Descriptions = {
  readonly [Type in DeskEvent['type']]?: (event: Extract<DeskEvent, { type: Type }>) => string;
};

const byWhom = (event: { readonly by: string }): string => `by ${event.by}`;
const onOff = (isOn: boolean): string => (isOn ? 'on' : 'off');

/** Of the events that have more to say than their name. */
const DESCRIPTIONS: Descriptions = {
  VenueReported: ({ report }) => describeReport(report),
  OrderWithheld: (event) => `${event.clientOrderId}: ${describeRefusal(event)}`,
  OrderOutcomeUnknown: ({ clientOrderId }) => clientOrderId,
  OrderQueried: ({ clientOrderId }) => clientOrderId,
  VenueSnapshotTaken: ({ snapshot: { positions, openOrders, fills } }) =>
    `${positions.length} positions, ${openOrders.length} open orders, ${fills.length} fills`,
  StrategySwitched: (event) =>
    `${event.strategyId} entry ${onOff(event.entry_enabled)}, exit ${onOff(event.exit_enabled)} ${byWhom(event)}`,
  StrategyReconfigured: (event) =>
    `${event.strategyId} has other parameters (${event.source}) ${byWhom(event)}: ${event.reason}`,
  TradingLocked: (event) => `${event.level} ${byWhom(event)}: ${event.reason}`,
  TradingUnlocked: (event) => `${byWhom(event)}: ${event.reason}`,
  PositionCloseRequested: (event) => `${event.positionId} ${byWhom(event)}`,
  StopMoved: (event) => `${event.positionId} ${byWhom(event)}`,
  OrderCancelRequested: (event) => `${event.clientOrderId} ${byWhom(event)}`,
  FlattenRequested: byWhom,
  EngineImpaired: ({ code, detail }) => `${code}: ${detail}`,
  FundingPaid: ({ symbol, rate }) => `${symbol} at ${formatMoney(rate)}`,
  EngineRecovered: ({ code }) => code,
  ModelAnswered: ({ questionId, result }) =>
    result.kind === 'message'
      ? `${questionId} answered by ${result.model}`
      : `${questionId}: ${result.outcome} (${result.failure}) ${result.detail}`,
  DerivativesPolled: ({ symbol, poll }) => `${symbol}${poll === null ? ': no answer' : ''}`,
  RegimesRead: ({ regimes: { crypto, macro } }) => `${crypto.state}, ${macro.state}`,
  BreakerReset: (event) => `${byWhom(event)}: ${event.reason}`,
  DeskStarted: ({ restored: { positions, orders } }) =>
    `${positions.length} positions, ${orders.length} orders restored`,
};

function textOf(event: DeskEvent): string {
  // The table holds for each type the function of that type.
  const describe = DESCRIPTIONS[event.type] as ((each: DeskEvent) => string) | undefined;
  return describe?.(event) ?? '';
}

/** An event as one line for people. */
export const describeEvent = (event: DeskEvent) => ({
  seq: event.seq,
  ts: event.ts,
  kind: kindOf(event),
  text: textOf(event),
});
