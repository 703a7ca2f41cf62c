import type { EpochMs } from '../kernel/clock.ts';
import type { Desk } from '../desk-contract.ts';
import type { Effect } from '../model/effect.ts';
import type { DeskEvent } from '../model/event.ts';
import type { Fill } from '../model/fill.ts';
import type { OrderRequest } from '../model/order.ts';
import type { RestoredState } from '../model/restored.ts';
import { createDueSequence } from './due-sequence.ts';
import { tsOfInput, type MarketInput } from './market-input.ts';
import type { MatchingVenue } from './matching-venue.ts';
import { SessionLoopDriver } from './session-loop-driver.ts';

/** After the last input the session goes on this long, so that what was on its way still arrives. */
export const SESSION_DRAIN_MS = 1_000;

export interface SessionOptions {
  readonly desk: Desk;
  readonly venue: MatchingVenue;
  /** In time order, none before `tsStart`. */
  readonly inputs: Iterable<MarketInput>;
  readonly tsStart: EpochMs;
  readonly restored: RestoredState;
  /** Number of `DeskStarted`. Default 1. */
  readonly firstSeq?: number;
  readonly clockIntervalMs?: number;
  /** Default `SESSION_DRAIN_MS`. */
  readonly drainMs?: number;
  readonly onEvent?: (event: DeskEvent) => void;
  readonly onEffect?: (effect: Effect, event: DeskEvent) => void;
}

export interface SessionResult {
  readonly eventCount: number;
  readonly inputCount: number;
  readonly lastSeq: number;
  readonly tsEnd: EpochMs;
  /** Requests that left the desk, in the order they left. */
  readonly orders: readonly OrderRequest[];
  /** As reported to the desk, once each. */
  readonly fills: readonly Fill[];
}

/**
 * A whole simulated session as a plain loop: what is due first, then the venue, then the desk.
 * Throws Fault when the inputs go back in time.
 */
export function driveSession(options: SessionOptions): SessionResult {
  const { venue, tsStart, restored, clockIntervalMs, drainMs = SESSION_DRAIN_MS } = options;
  const orders: OrderRequest[] = [];
  const fills: Fill[] = [];
  const loop = new SessionLoopDriver({
    ...options,
    onSubmit: (request) => orders.push(request),
    onEvent: (event) => {
      options.onEvent?.(event);
      if (event.type === 'VenueReported' && event.report.type === 'OrderFilled') {
        fills.push(event.report.fill);
      }
    },
  });
  const sequence = createDueSequence({
    venue,
    tsStart,
    ...(clockIntervalMs !== undefined && { clockIntervalMs }),
  });
  const runUpTo = (ts: EpochMs): void => {
    for (let step = sequence.next(ts); step !== undefined; step = sequence.next(ts)) {
      loop.takeStep(step);
    }
  };
  loop.dispatch({ type: 'DeskStarted', restored }, tsStart);
  let inputCount = 0;
  for (const input of options.inputs) {
    runUpTo(tsOfInput(input));
    loop.takeInput(input);
    inputCount += 1;
  }
  const tsEnd = loop.tsNow + drainMs;
  runUpTo(tsEnd);
  const { eventCount, lastSeq } = loop;
  return { eventCount, inputCount, lastSeq, tsEnd, orders, fills };
}
