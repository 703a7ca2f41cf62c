import type { ClientOrderId, SymbolId } from '@quarterdeck/core/kernel/ids';
import { denied, PASSED, type Refusal, type Verdict } from '@quarterdeck/core/kernel/verdict';
import type { LaneRow } from '@quarterdeck/core/contract/console-state.schema';
import type { OutboundEffect } from '@quarterdeck/core/model/effect';
import type { DeskEventBody } from '@quarterdeck/core/model/event';
import type { OrderRequest } from '@quarterdeck/core/model/order';
import type { Clock, Scheduler } from '../../ports/clock.ts';
import type { Failpoint } from '../failpoints.ts';
import { Lane, type LaneJob } from './lane.ts';
import { LaneRecords, type LaneOutcome, type LaneRecord } from './lane-records.ts';
import { withDeadline } from './with-deadline.ts';

/** The sending half of a venue. Undefined: handed over before the call returned, nothing to wait for. */
export interface OrderWire {
  submit(request: OrderRequest): Promise<void> | undefined;
  cancel(clientOrderId: ClientOrderId, symbol: SymbolId): Promise<void> | undefined;
}

export interface LaneExecutorOptions {
  readonly wire: OrderWire;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly failpoint: Failpoint;
  readonly mayLeave: (clientOrderId: ClientOrderId) => Verdict;
  readonly dispatch: (body: DeskEventBody) => void;
  /** Asks the venue what became of an order whose cancel went nowhere. */
  readonly query: (clientOrderId: ClientOrderId, symbol: SymbolId) => void;
  /** From the event behind an order to the moment it was handed to the venue. */
  readonly observeSent?: (elapsedMs: number, clientOrderId: ClientOrderId) => void;
  readonly observeHold?: (holdMs: number) => void;
  /** Every line of the lanes' log, for those who need more than the newest. */
  readonly observeRecord?: ((record: LaneRecord) => void) | undefined;
  /** Own limit on every call to the venue, on the monotonic clock. */
  readonly deadlineMs: number;
}

/**
 * Sends orders and cancels: one at a time per symbol, symbols never wait for each other. The guard is asked
 * here, after all queues. An order is handed over at most once, whatever comes of it.
 */
export class LaneExecutor {
  readonly #options: LaneExecutorOptions;
  readonly #lanes = new Map<SymbolId, Lane>();
  readonly #records: LaneRecords;
  #isHalted = false;

  constructor(options: LaneExecutorOptions) {
    this.#options = options;
    this.#records = new LaneRecords(options.observeRecord);
  }

  get isIdle(): boolean {
    for (const lane of this.#lanes.values()) if (lane.isBusy || lane.queued > 0) return false;
    return true;
  }

  execute(
    effect: Extract<OutboundEffect, { type: 'SubmitOrder' | 'CancelOrder' }>,
    startedMs: number,
  ): void {
    if (this.#isHalted) return;
    if (effect.type === 'SubmitOrder') {
      const { request, purpose } = effect;
      const { clientOrderId } = request;
      this.#enqueue(request.symbol, { act: 'submit', request, purpose, clientOrderId, startedMs });
    } else this.#cancel(effect.clientOrderId, effect.symbol, startedMs);
  }

  /** Nothing more leaves; what waits is dropped. For a fault, where the desk may not be asked any more. */
  halt(): void {
    this.#isHalted = true;
    for (const lane of this.#lanes.values()) lane.clear();
  }

  rows(): LaneRow[] {
    return [...this.#lanes.values()].map((lane) => lane.row());
  }

  records(): readonly LaneRecord[] {
    return this.#records.list();
  }

  #cancel(clientOrderId: ClientOrderId, symbol: SymbolId, startedMs: number): void {
    if (this.#laneOf(symbol).takeSubmit(clientOrderId)) {
      this.#withhold(clientOrderId, denied('ORDER_CANCELLED_UNSENT'));
      return;
    }
    this.#enqueue(symbol, { act: 'cancel', clientOrderId, startedMs });
  }

  #laneOf(symbol: SymbolId): Lane {
    let lane = this.#lanes.get(symbol);
    if (lane === undefined) {
      lane = new Lane(symbol);
      this.#lanes.set(symbol, lane);
    }
    return lane;
  }

  #enqueue(symbol: SymbolId, job: LaneJob): void {
    const lane = this.#laneOf(symbol);
    lane.add(job);
    this.#advance(lane);
  }

  #advance(lane: Lane): void {
    while (!lane.isBusy) {
      const job = lane.next();
      if (job === undefined) return;
      this.#run(lane, job);
    }
  }

  #run(lane: Lane, job: LaneJob): void {
    const release = this.#acquire(lane, job);
    const verdict = this.#askGuard(job);
    if (!verdict.ok) {
      this.#withhold(job.clientOrderId, verdict);
      release('withheld');
      return;
    }
    let work: Promise<void> | undefined;
    try {
      work = this.#send(lane, job);
    } catch {
      this.#fail(lane, job);
      release(job.act === 'submit' ? 'unknown' : 'failed');
      return;
    }
    if (work === undefined) release('sent');
    else this.#await(lane, job, { work, release });
  }

  /** A guard that cannot answer has not allowed anything. */
  #askGuard(job: LaneJob): Verdict {
    this.#options.failpoint('lane-acquired');
    if (job.act === 'cancel') return PASSED;
    try {
      return this.#options.mayLeave(job.clientOrderId);
    } catch {
      return denied('GUARD_UNAVAILABLE');
    }
  }

  #send(lane: Lane, job: LaneJob): Promise<void> | undefined {
    const { wire, failpoint, clock, observeSent } = this.#options;
    if (job.act === 'cancel') {
      failpoint('before-cancel-send');
      const work = wire.cancel(job.clientOrderId, lane.symbol);
      failpoint('after-cancel-send');
      return work;
    }
    failpoint('before-send');
    const work = wire.submit(job.request);
    observeSent?.(clock.monotonicMs() - job.startedMs, job.clientOrderId);
    failpoint('after-send');
    return work;
  }

  #await(
    lane: Lane,
    job: LaneJob,
    going: { work: Promise<void>; release: (outcome: LaneOutcome) => void },
  ): void {
    const { scheduler, deadlineMs, failpoint } = this.#options;
    withDeadline(scheduler, deadlineMs, going.work).then(
      () => {
        if (job.act === 'submit') failpoint('after-send-confirmed');
        going.release('sent');
        this.#advance(lane);
      },
      () => {
        this.#fail(lane, job);
        going.release(job.act === 'submit' ? 'unknown' : 'failed');
        this.#advance(lane);
      },
    );
  }

  /** Whatever broke, the order may have left: only the venue can tell. */
  #fail(lane: Lane, job: LaneJob): void {
    if (this.#isHalted) return;
    const { clientOrderId } = job;
    if (job.act === 'submit')
      this.#options.dispatch({ type: 'OrderOutcomeUnknown', clientOrderId });
    else this.#options.query(clientOrderId, lane.symbol);
  }

  #withhold(clientOrderId: ClientOrderId, refusal: Refusal): void {
    const { code, numbers } = refusal;
    this.#options.dispatch({ type: 'OrderWithheld', clientOrderId, code, numbers });
  }

  #acquire(lane: Lane, job: LaneJob): (outcome: LaneOutcome) => void {
    const { clock } = this.#options;
    const startMs = clock.monotonicMs();
    const head = {
      seq: this.#records.nextSeq(),
      symbol: lane.symbol,
      act: job.act,
      clientOrderId: job.clientOrderId,
    };
    lane.isBusy = true;
    lane.acquired += 1;
    this.#records.add({ kind: 'ACQUIRE', ...head, ts: clock.now() });
    return (outcome) => {
      const holdMs = clock.monotonicMs() - startMs;
      lane.isBusy = false;
      lane.released += 1;
      lane.lastHoldMs = holdMs;
      this.#records.add({ kind: 'RELEASE', ...head, ts: clock.now(), holdMs, outcome });
      this.#options.observeHold?.(holdMs);
    };
  }
}
