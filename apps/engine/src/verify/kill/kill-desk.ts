import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import { drillDesk } from '../drill/drill-desk.ts';
import { drillInstruments } from '../drill/drill-instruments.ts';

export const KILL_INSTRUMENTS = drillInstruments(3);

/** Every so manieth strategy rests its stops at the venue: each round trip of it places an order and calls it back. */
const RESTING_EACH = 3;

/** All strategies in three symbols; some with stops at the venue, so that cancels are on their way as well. */
export function killDesk(): DeskOptions {
  const desk = drillDesk({ instruments: KILL_INSTRUMENTS });
  const strategies = desk.strategies.map((setup, index) =>
    index % RESTING_EACH === 0
      ? { ...setup, strategy: { ...setup.strategy, isStopResting: true } }
      : setup,
  );
  return { ...desk, strategies };
}
