import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { Desk } from '@quarterdeck/core/desk-contract';
import type { OutboundEffect } from '@quarterdeck/core/model/effect';
import type { OrderRequest } from '@quarterdeck/core/model/order';
import type { RestoredState } from '@quarterdeck/core/model/restored';
import { createDueSequence } from '@quarterdeck/core/simulation/due-sequence';
import type { MatchingVenue } from '@quarterdeck/core/simulation/matching-venue';
import { SESSION_DRAIN_MS } from '@quarterdeck/core/simulation/session-driver';
import type { Clock, Scheduler } from '../ports/clock.ts';
import type { Memory } from '../ports/memory.ts';
import type { MarketInput } from '../ports/venue.ts';
import { DurableLog } from './dispatch/durable-log.ts';
import { EventDispatcher } from './dispatch/event-dispatcher.ts';
import { noFailpoint } from './failpoints.ts';
import { LaneExecutor } from './lanes/lane-executor.ts';
import { MarketDriver } from './market/market-driver.ts';
import type { SessionJournal } from './session-journal.ts';

export interface VirtualSessionOptions {
  readonly desk: Desk;
  readonly venue: MatchingVenue;
  readonly memory: Pick<Memory, 'write'>;
  readonly journal: SessionJournal;
  readonly inputs: Iterable<MarketInput> | AsyncIterable<MarketInput>;
  readonly tsStart: EpochMs;
  readonly restored: RestoredState;
}

export interface VirtualSessionResult {
  /** In the order they left. */
  readonly orders: readonly OrderRequest[];
  readonly lastSeq: number;
}

/** No timer ever fires: virtual time moves by inputs alone, and group commits happen in line. */
const silentScheduler: Scheduler = {
  after: () => ({ cancel: () => undefined }),
  every: () => ({ cancel: () => undefined }),
  yield: () => Promise.resolve(),
};

interface Parts {
  readonly dispatcher: EventDispatcher;
  readonly orders: OrderRequest[];
}

/** Dispatcher and lanes as the live engine has them, on a venue that answers within the call. */
function assemble(options: VirtualSessionOptions, now: () => EpochMs): Parts {
  const { desk, venue, memory, journal } = options;
  const orders: OrderRequest[] = [];
  const clock: Clock = { now, monotonicMs: now };
  const ports = { clock, scheduler: silentScheduler, failpoint: noFailpoint };
  const lanes = new LaneExecutor({
    ...ports,
    wire: {
      submit: (request) => {
        orders.push(request);
        venue.submit(request, now());
        return undefined;
      },
      cancel: (clientOrderId) => {
        venue.cancel(clientOrderId, now());
        return undefined;
      },
    },
    mayLeave: (clientOrderId) => desk.mayLeave(clientOrderId),
    dispatch: (body) => void dispatcher.dispatch(body),
    query: () => undefined,
    deadlineMs: Infinity,
  });
  const dispatcher: EventDispatcher = new EventDispatcher({
    ...ports,
    desk,
    log: new DurableLog({ memory, journal, failpoint: noFailpoint }),
    firstSeq: 1,
    execute: (effect) => execute(effect, { lanes, dispatcher, venue, now }),
    onFault: (error) => {
      throw error instanceof Error ? error : new Error(String(error));
    },
  });
  return { dispatcher, orders };
}

interface Executing {
  readonly lanes: LaneExecutor;
  readonly dispatcher: EventDispatcher;
  readonly venue: MatchingVenue;
  readonly now: () => EpochMs;
}

function execute(effect: OutboundEffect, { lanes, dispatcher, venue, now }: Executing): void {
  if (effect.type === 'SubmitOrder' || effect.type === 'CancelOrder') lanes.execute(effect, now());
  else if (effect.type === 'QueryOrder') {
    const { clientOrderId } = effect;
    const order = venue.queryOrder(clientOrderId);
    dispatcher.dispatch({ type: 'OrderQueried', clientOrderId, ...(order && { order }) });
  } else if (effect.type === 'QueryVenue') {
    const snapshot = venue.snapshot(now(), effect.afterTradeId);
    dispatcher.dispatch({ type: 'VenueSnapshotTaken', snapshot });
  }
}

/**
 * Plays inputs through the engine's own dispatcher, write-ahead log and lanes on a virtual clock: the live path of
 * the parity proof. The same inputs through `driveSession` must give the same orders and the same ledger.
 */
export async function runVirtualSession(
  options: VirtualSessionOptions,
): Promise<VirtualSessionResult> {
  const { venue, tsStart, restored, inputs } = options;
  let tsNow = tsStart;
  const { dispatcher, orders } = assemble(options, () => tsNow);
  const driver = new MarketDriver({
    sequence: createDueSequence({ venue, tsStart }),
    venue,
    dispatcher,
    tsStart,
    onTime: (ts) => (tsNow = ts),
  });
  dispatcher.dispatch({ type: 'DeskStarted', restored }, tsStart);
  for await (const input of inputs) driver.deliver(input);
  driver.runDue(driver.tsNow + SESSION_DRAIN_MS);
  dispatcher.commitNow();
  return { orders, lastSeq: dispatcher.lastSeq };
}
