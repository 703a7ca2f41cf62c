import type { GateConfig } from '../../contract/agent/config/gate.schema.ts';
import type { EpochMs } from '../../kernel/clock.ts';
import { CallBudget, type CallBudgetState } from './call-budget.ts';
import { copyTallies, countOfHeld, type GateFunnel, type LayerTallies } from './gate-funnel.ts';
import { GATE_LAYERS, NEVER, type GateLayer } from './gate-result.ts';

/** Why the model should be asked; it waits here until the budget lets it through. */
export interface Reason {
  readonly layer: GateLayer;
  readonly value: number;
  readonly threshold: number;
  /** Old news from here on. */
  readonly tsLapses: EpochMs;
}

export interface PendingReasonsState {
  readonly pending: readonly Reason[];
  readonly budget: CallBudgetState;
}

/** At most one reason a layer; one pass answers all of them. */
export class PendingReasons {
  readonly budget: CallBudget;
  readonly #tallies: LayerTallies;
  readonly #pending = new Map<GateLayer, Reason>();
  /** Pauses a wake keeps from the pass before; more than one while wakes change nothing. */
  #wakePauses = 1;

  constructor(
    config: GateConfig['budget'],
    state?: PendingReasonsState,
    tallies?: GateFunnel['byLayer'],
  ) {
    this.budget = new CallBudget(config, state?.budget);
    this.#tallies = copyTallies(tallies);
    for (const reason of state?.pending ?? []) this.#pending.set(reason.layer, reason);
  }

  setWakePauses(pauses: number): void {
    this.#wakePauses = pauses;
  }

  /** `times`: wake conditions that came true at once; they share the place of the first. */
  add(reason: Reason, ts: EpochMs, times = 1): void {
    const { layer } = reason;
    const counts = this.#tallies[layer];
    counts.reasons += times;
    const heldBy = this.budget.heldBy(layer, ts, this.#pauses(layer));
    if (heldBy !== null) counts[countOfHeld(heldBy)] += times;
    if (!this.#pending.has(layer)) this.#pending.set(layer, reason);
    else if (layer !== 'wake') counts.merged += times;
  }

  /** Its ground is gone. */
  drop(layer: GateLayer): void {
    if (this.#pending.delete(layer)) this.#tallies[layer].lapsed += 1;
  }

  /** Conditions that came true and are given up; the reason goes with the last of them. */
  dropWakes(count: number, left: number): void {
    this.#tallies.wake.lapsed += count;
    if (left === 0) this.#pending.delete('wake');
  }

  expire(ts: EpochMs): void {
    if (this.#pending.size === 0) return;
    for (const { layer, tsLapses } of this.#pending.values()) if (ts >= tsLapses) this.drop(layer);
  }

  /** The first reason, in order of precedence, that may pass now. */
  next(ts: EpochMs): Reason | null {
    if (this.#pending.size === 0) return null;
    for (const layer of GATE_LAYERS) {
      const reason = this.#pending.get(layer);
      if (reason === undefined) continue;
      if (this.budget.heldBy(layer, ts, this.#pauses(layer)) === null) return reason;
    }
    return null;
  }

  /** Passes one reason; the same question answers the others. `wakes`: conditions used up by it. */
  pass({ layer }: Reason, ts: EpochMs, wakes: number): void {
    this.budget.spend(layer, ts);
    this.#tallies[layer].passes += 1;
    this.#tallies.wake.merged += layer === 'wake' ? wakes - 1 : wakes;
    for (const other of this.#pending.keys()) {
      if (other !== 'wake' && other !== layer) this.#tallies[other].merged += 1;
    }
    this.#pending.clear();
  }

  /** When a reason that waits may pass. */
  tsNext(): EpochMs {
    let ts = NEVER;
    for (const layer of this.#pending.keys()) {
      ts = Math.min(ts, this.budget.tsFree(layer, this.#pauses(layer)));
    }
    return ts;
  }

  tallies(): GateFunnel['byLayer'] {
    return copyTallies(this.#tallies);
  }

  state(): PendingReasonsState {
    return { pending: [...this.#pending.values()], budget: this.budget.state() };
  }

  #pauses(layer: GateLayer): number {
    return layer === 'wake' ? this.#wakePauses : 1;
  }
}
