import type { OrderRequest } from '@quarterdeck/core/model/order';
import type { VenueReport } from '@quarterdeck/core/model/venue-report';
import type { DueSource } from '@quarterdeck/core/simulation/due-sequence';
import { TimedQueue } from '@quarterdeck/core/simulation/timed-queue';
import { ReportFaults, type ReportFate } from '../../../adapters/simulated/venue-faults.ts';
import type { ProofWire } from '../../engine/proof-engine.ts';
import type { Storm } from './storm.ts';

/** The connection broke: nobody can say how far the request got. */
class WireBroken extends Error {
  override readonly name = 'WireBroken';
}

const LATE_MS = 8_000;
const SWAPPED_MS = 4;
/** As long as a refusal travels back. */
const REFUSAL_MS = 2;

/** The way to the venue and back in a storm. One for each life of an engine: what is on its way dies with it. */
export class StormWire {
  readonly #storm: Storm;
  readonly #now: () => number;
  readonly #refusals = new TimedQueue<VenueReport>();
  readonly #reports: ReportFaults;

  constructor(storm: Storm, now: () => number) {
    this.#storm = storm;
    this.#now = now;
    this.#reports = new ReportFaults({ onReport: () => this.#fateOfReport() });
  }

  wrapWire(wire: ProofWire): ProofWire {
    return {
      submit: (request) => this.#submit(wire, request),
      cancel: (clientOrderId, symbol) => {
        this.#reach('cancel_lost');
        void wire.cancel(clientOrderId, symbol);
        this.#return('cancel_answer_lost');
        return undefined;
      },
      queryOrder: (clientOrderId, symbol) => {
        this.#reach('question_lost');
        return wire.queryOrder(clientOrderId, symbol);
      },
      snapshot: (afterTradeId) => {
        this.#reach('question_lost');
        return wire.snapshot(afterTradeId);
      },
    };
  }

  wrapReports(venue: DueSource): DueSource {
    return {
      nextDueTs: () =>
        earliest(venue.nextDueTs(), this.#reports.nextDueTs(), this.#refusals.peekTs()),
      advance: (ts) => {
        const passed = this.#reports.pass(venue.advance(ts), ts);
        const refused = this.#refusals.shiftDue(ts);
        return refused === undefined ? passed : [...passed, refused.item];
      },
    };
  }

  #submit(wire: ProofWire, request: OrderRequest): undefined {
    this.#reach('request_lost');
    if (this.#storm.strikes('venue_reject')) {
      this.#refuse(request);
      return;
    }
    void wire.submit(request);
    this.#return('answer_lost');
  }

  #refuse({ clientOrderId }: OrderRequest): void {
    const tsEvent = this.#now();
    const refusal = { type: 'OrderRejected', clientOrderId, code: 'VENUE_BUSY' } as const;
    this.#refusals.push(tsEvent + REFUSAL_MS, { ...refusal, numbers: {}, tsEvent });
  }

  #reach(kind: 'request_lost' | 'cancel_lost' | 'question_lost'): void {
    if (this.#storm.lasts('venue_down')) throw new WireBroken('the venue does not answer');
    if (this.#storm.strikes(kind)) throw new WireBroken('lost on its way to the venue');
  }

  #return(kind: 'answer_lost' | 'cancel_answer_lost'): void {
    if (this.#storm.strikes(kind)) throw new WireBroken('lost on its way back');
  }

  #fateOfReport(): ReportFate {
    const storm = this.#storm;
    if (storm.strikes('report_lost')) return 'drop';
    if (storm.strikes('report_repeated')) return 'repeat';
    if (storm.strikes('report_late')) return { delayMs: storm.delayMs('report_late', LATE_MS) };
    if (storm.strikes('report_reordered'))
      return { delayMs: storm.delayMs('report_reordered', SWAPPED_MS) };
    return 'deliver';
  }
}

function earliest(...times: readonly (number | undefined)[]): number | undefined {
  let first: number | undefined;
  for (const ts of times) if (ts !== undefined && (first === undefined || ts < first)) first = ts;
  return first;
}
