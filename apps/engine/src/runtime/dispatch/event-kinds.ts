import type { Effect, OutboundEffect } from '@quarterdeck/core/model/effect';
import type { DeskEventType } from '@quarterdeck/core/model/event';

/** Of the market and the clock: too many to be shown one by one. */
export const isTick = (type: DeskEventType): boolean =>
  type === 'QuoteReceived' ||
  type === 'TradeReceived' ||
  type === 'CandleReceived' ||
  type === 'ClockAdvanced';

/** What leaves the process, and so waits until everything behind it is on disk. */
export function isOutbound(effect: Effect): effect is OutboundEffect {
  switch (effect.type) {
    case 'SubmitOrder':
    case 'CancelOrder':
    case 'QueryOrder':
    case 'QueryVenue':
    case 'RaiseAlert':
    case 'AskModel':
    case 'CallOffQuestion':
      return true;
    default:
      return false;
  }
}

/** What a person asked for. */
export const COMMANDS: ReadonlySet<DeskEventType> = new Set<DeskEventType>([
  'StrategySwitched',
  'StrategyReconfigured',
  'TradingLocked',
  'TradingUnlocked',
  'PositionCloseRequested',
  'StopMoved',
  'OrderCancelRequested',
  'FlattenRequested',
  'BreakerReset',
]);
