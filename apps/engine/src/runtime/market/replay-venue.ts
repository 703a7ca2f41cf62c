import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { SimulationConfig } from '@quarterdeck/core/contract/config.schema';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import type { BookEntry } from '@quarterdeck/core/simulation/book-entry';
import {
  createMatchingVenue,
  type MatchingVenue,
} from '@quarterdeck/core/simulation/matching-venue';
import { openVenueBook } from '../../adapters/simulated/venue-book.ts';
import type { AnsweringVenue } from '../lanes/venue-questions.ts';
import type { OrderWire } from '../lanes/lane-executor.ts';

export interface ReplayVenue {
  readonly matching: MatchingVenue;
  /** Hands over and answers within the call: a tape at full speed leaves no room for promises between two inputs. */
  readonly wire: OrderWire & AnsweringVenue;
  close(): void;
}

export function openReplayVenue(options: {
  /** Left out: the book lives in memory and ends with the process. */
  readonly folder?: string | undefined;
  readonly instruments: readonly Instrument[];
  readonly simulation: SimulationConfig;
  readonly now: () => EpochMs;
  /** Every change of the book, right after it was written. */
  readonly observe?: ((entries: readonly BookEntry[]) => void) | undefined;
}): ReplayVenue {
  const { folder, instruments, simulation, now, observe } = options;
  const book = folder === undefined ? undefined : openVenueBook({ folder });
  const matching = createMatchingVenue({
    instruments,
    latencyMs: simulation.latency_ms,
    makerFeeBps: simulation.maker_fee_bps,
    takerFeeBps: simulation.taker_fee_bps,
    ...(book !== undefined && { startingMemory: book.memory }),
    onEntries: (entries) => {
      book?.append(entries);
      observe?.(entries);
    },
  });
  return {
    matching,
    wire: {
      submit: (request) => {
        matching.submit(request, now());
        return undefined;
      },
      cancel: (clientOrderId) => {
        matching.cancel(clientOrderId, now());
        return undefined;
      },
      queryOrder: (clientOrderId) => matching.queryOrder(clientOrderId, now()),
      snapshot: (afterTradeId) => matching.snapshot(now(), afterTradeId),
    },
    close: () => book?.close(),
  };
}
