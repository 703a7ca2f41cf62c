import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { ClientOrderId } from '@quarterdeck/core/kernel/ids';
import type { OrderRequest } from '@quarterdeck/core/model/order';
import type { VenueReport } from '@quarterdeck/core/model/venue-report';
import { TimedQueue } from '@quarterdeck/core/simulation/timed-queue';

export type ReportFate = 'deliver' | 'drop' | 'repeat' | { readonly delayMs: number };

/** Where a wire can fail. A hook that throws makes the hand-over's outcome unknown. */
export interface VenueFaults {
  /** The request is lost before the venue has it. */
  readonly beforeSubmit?: (request: OrderRequest) => void;
  /** The venue has the request, the answer is lost. */
  readonly afterSubmit?: (request: OrderRequest) => void;
  readonly beforeCancel?: (clientOrderId: ClientOrderId) => void;
  readonly onReport?: (report: VenueReport) => ReportFate;
}

/** Lets reports through as the faults say; without faults it hands back what it got. */
export class ReportFaults {
  readonly #faults: VenueFaults;
  readonly #delayed = new TimedQueue<VenueReport>();

  constructor(faults: VenueFaults) {
    this.#faults = faults;
  }

  pass(reports: readonly VenueReport[], ts: EpochMs): readonly VenueReport[] {
    if (this.#faults.onReport === undefined) return reports;
    const passed = reports.flatMap((report) => this.#judge(report, ts));
    for (
      let due = this.#delayed.shiftDue(ts);
      due !== undefined;
      due = this.#delayed.shiftDue(ts)
    ) {
      passed.push(due.item);
    }
    return passed;
  }

  nextDueTs(): EpochMs | undefined {
    return this.#delayed.peekTs();
  }

  #judge(report: VenueReport, ts: EpochMs): VenueReport[] {
    const fate = this.#faults.onReport?.(report) ?? 'deliver';
    if (fate === 'drop') return [];
    if (fate === 'repeat') return [report, report];
    if (fate === 'deliver') return [report];
    this.#delayed.push(ts + fate.delayMs, report);
    return [];
  }
}
