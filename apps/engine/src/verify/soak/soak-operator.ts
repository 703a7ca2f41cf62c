import { HOUR_MS, MINUTE_MS, SECOND_MS } from '@quarterdeck/core/kernel/clock';
import { canBecome } from '@quarterdeck/core/execution/order-state-machine';
import type { Rng } from '@quarterdeck/core/kernel/rng';
import type { DeskView } from '@quarterdeck/core/model/desk-view';
import type { DeskEventBody } from '@quarterdeck/core/model/event';

/** How many an hour on average. */
const ACTS = {
  lock: 3,
  freeze: 1,
  flatten: 1.5,
  close: 20,
  switch: 8,
  cancel: 10,
} as const;
type Act = keyof typeof ACTS;
const KINDS = Object.keys(ACTS) as readonly Act[];

const BY = 'operator';
const SHORTEST_LOCK_MS = 2 * SECOND_MS;
const LONGEST_LOCK_MS = 60 * SECOND_MS;
/** How long somebody else's lock, or a strategy that was switched off, is left alone. */
const PATIENCE_MS = 2 * MINUTE_MS;

/** A person who now and then stops, closes and switches things, and puts them right again a while later. */
export class SoakOperator {
  readonly did = new Map<Act, number>(KINDS.map((act) => [act, 0]));
  readonly #rng: Rng;
  readonly #nextMs = new Map<Act, number>();
  #unlockMs = 0;
  #tendMs = PATIENCE_MS;

  /** Does everything once in the first half of the run. */
  constructor(rng: Rng, runMs: number) {
    this.#rng = rng;
    for (const act of KINDS)
      this.#nextMs.set(act, Math.min(this.#gapOf(act), rng.next() * runMs * 0.5));
  }

  /** What the person does now. */
  act(elapsedMs: number, view: DeskView): readonly DeskEventBody[] {
    const done: DeskEventBody[] = [];
    for (const act of KINDS) {
      if (elapsedMs < (this.#nextMs.get(act) ?? 0)) continue;
      this.#nextMs.set(act, elapsedMs + this.#gapOf(act));
      const body = this.#decide(act, elapsedMs, view);
      if (body === undefined) continue;
      this.did.set(act, (this.did.get(act) ?? 0) + 1);
      done.push(body);
    }
    if (elapsedMs >= this.#tendMs) {
      this.#tendMs = elapsedMs + SECOND_MS;
      done.push(...this.#tend(elapsedMs, view));
    }
    return done;
  }

  #gapOf(act: Act): number {
    return (HOUR_MS / ACTS[act]) * (0.3 + 1.4 * this.#rng.next());
  }

  #decide(act: Act, elapsedMs: number, view: DeskView): DeskEventBody | undefined {
    switch (act) {
      case 'lock':
      case 'freeze':
        return this.#lock(act, elapsedMs);
      case 'flatten':
        this.#unlockMs = elapsedMs + MINUTE_MS;
        return { type: 'FlattenRequested', by: BY };
      case 'close': {
        const open = view.positions().filter(({ closingReason }) => closingReason === undefined);
        const position = this.#pick(open);
        if (position === undefined) return undefined;
        return { type: 'PositionCloseRequested', positionId: position.positionId, by: BY };
      }
      case 'switch':
        return this.#switch(view);
      case 'cancel': {
        const working = view.workingOrders();
        const order = this.#pick(working.filter(({ state }) => canBecome(state, 'cancel_pending')));
        if (order === undefined) return undefined;
        return { type: 'OrderCancelRequested', clientOrderId: order.clientOrderId, by: BY };
      }
    }
  }

  #lock(level: 'lock' | 'freeze', elapsedMs: number): DeskEventBody {
    const spanMs = LONGEST_LOCK_MS - SHORTEST_LOCK_MS;
    this.#unlockMs = elapsedMs + SHORTEST_LOCK_MS + Math.round(this.#rng.next() * spanMs);
    return { type: 'TradingLocked', level, reason: 'to be sure', by: BY };
  }

  #switch(view: DeskView): DeskEventBody | undefined {
    const row = this.#pick(view.strategies());
    if (row === undefined) return undefined;
    const exit_enabled = this.#rng.next() < 0.5;
    const { strategyId } = row;
    return {
      ...{ type: 'StrategySwitched', strategyId, entry_enabled: false },
      ...{ exit_enabled, memo: 'for a while', by: BY },
    };
  }

  /** Locks that have served, and strategies that were off for a while. */
  #tend(elapsedMs: number, view: DeskView): readonly DeskEventBody[] {
    const done: DeskEventBody[] = [];
    if (view.lock.level !== 'none' && elapsedMs >= this.#unlockMs) {
      if (view.lock.by === BY || view.lastTs - view.lock.tsSince >= PATIENCE_MS)
        done.push({ type: 'TradingUnlocked', reason: 'looked at', by: BY });
    }
    for (const { strategyId, control } of view.strategies()) {
      if (control.entry_enabled && control.exit_enabled) continue;
      if (view.lastTs - control.tsUpdated < PATIENCE_MS) continue;
      const on = { entry_enabled: true, exit_enabled: true, memo: '', by: BY };
      done.push({ type: 'StrategySwitched', strategyId, ...on });
    }
    return done;
  }

  #pick<TItem>(items: readonly TItem[]): TItem | undefined {
    return items[Math.floor(this.#rng.next() * items.length)];
  }
}
