import { createDesk } from '@quarterdeck/core/desk';
import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import { emptyRestoredState } from '@quarterdeck/core/model/restored';
import { createMarketGenerator } from '@quarterdeck/core/simulation/market-generator';
import type { MarketInput } from '@quarterdeck/core/simulation/market-input';
import { createMatchingVenue } from '@quarterdeck/core/simulation/matching-venue';
import { driveSession } from '@quarterdeck/core/simulation/session-driver';

/** A desk that has never traded and is not locked. */
const freshState = () =>
  emptyRestoredState({ level: 'none', reason: 'bench', by: 'bench', tsSince: 0, eventSeq: 0 });

const TS_START = Date.UTC(2026, 0, 5, 12);
const SEED = 20_261_121;

function* marketInputs(
  desk: DeskOptions,
  { inputs, eventsPerSecond }: RecordingOptions,
): Generator<MarketInput> {
  const { instruments } = desk;
  const generator = createMarketGenerator({
    seed: SEED,
    instruments,
    tsStart: TS_START,
    eventsPerSecond,
  });
  for (let made = 0; made < inputs; made += 1) yield generator.next();
}

export interface RecordingOptions {
  readonly inputs: number;
  readonly eventsPerSecond: number;
}

export interface RecordedSession {
  readonly events: readonly DeskEvent[];
  readonly orders: number;
}

/**
 * All events of a session in which the desk really traded: ticks, seconds, reports of the venue. The same desk
 * gives the same effects for them again, so that they can be handed to it without market and venue.
 */
export function recordSession(desk: DeskOptions, options: RecordingOptions): RecordedSession {
  const events: DeskEvent[] = [];
  const { orders } = driveSession({
    desk: createDesk(desk),
    venue: createMatchingVenue({
      instruments: desk.instruments,
      latencyMs: 15,
      makerFeeBps: 1,
      takerFeeBps: 2,
    }),
    inputs: marketInputs(desk, options),
    tsStart: TS_START,
    restored: freshState(),
    onEvent: (event) => events.push(event),
  });
  return { events, orders: orders.length };
}
