import type { GateConfig } from '../../contract/agent/config/gate.schema.ts';
import type { EpochMs } from '../../kernel/clock.ts';
import { RingBuffer } from '../../kernel/ring-buffer.ts';
import { WAKE_KINDS, type WakeCondition } from '../../model/agent/wake-condition.ts';
import type { ArmedCondition, Trigger } from './wake-trigger.ts';

type WakeKind = WakeCondition['kind'];

export const WAKE_FATES = ['armed', 'refused', 'duplicate', 'expired', 'replaced', 'woke'] as const;
export type WakeFate = (typeof WAKE_FATES)[number];

/** A condition that came true and was part of a pass. */
export interface WokenCondition extends Trigger {
  readonly id: string;
  readonly condition: WakeCondition;
  readonly tsArmed: EpochMs;
  readonly tsTriggered: EpochMs;
  readonly tsPassed: EpochMs;
  /** Null: nobody has said yet. */
  readonly changedAction: boolean | null;
}

export interface KindTally {
  readonly woke: number;
  readonly noted: number;
  readonly changed: number;
}

export interface WakeAuditState {
  readonly fates: Readonly<Record<WakeFate, number>>;
  readonly byKind: Readonly<Record<WakeKind, KindTally>>;
  readonly woken: readonly WokenCondition[];
  readonly outcomes: readonly boolean[];
}

/** Share of wakes that changed the action; null without outcomes. */
export interface UsefulWakeRate {
  readonly n: number;
  readonly changed: number;
  readonly rate: number | null;
}

const WOKEN_KEPT = 64;
const OUTCOMES_KEPT = 32;
const NO_TALLY: KindTally = { woke: 0, noted: 0, changed: 0 };

function recordOf<TKey extends string, TValue>(
  keys: readonly TKey[],
  value: TValue,
): Record<TKey, TValue> {
  return Object.fromEntries(keys.map((key) => [key, value])) as Record<TKey, TValue>;
}

/** What became of every wake condition, and whether waking the model was worth it. */
export class WakeAudit {
  readonly #config: GateConfig['wake'];
  readonly #fates: Record<WakeFate, number>;
  readonly #byKind: Record<WakeKind, KindTally>;
  #woken: WokenCondition[];
  readonly #outcomes = new RingBuffer<boolean>(OUTCOMES_KEPT);

  constructor(config: GateConfig['wake'], state?: WakeAuditState) {
    this.#config = config;
    this.#fates = { ...recordOf(WAKE_FATES, 0), ...state?.fates };
    this.#byKind = { ...recordOf(WAKE_KINDS, NO_TALLY), ...state?.byKind };
    this.#woken = [...(state?.woken ?? [])];
    for (const changed of state?.outcomes ?? []) this.#outcomes.push(changed);
  }

  count(fate: WakeFate, times = 1): void {
    this.#fates[fate] += times;
  }

  noteWoken(
    armed: ArmedCondition,
    how: Trigger & { tsTriggered: EpochMs; tsPassed: EpochMs },
  ): void {
    const { id, condition, tsArmed } = armed;
    this.#woken = [...this.#woken, { id, condition, tsArmed, ...how, changedAction: null }];
    this.#woken = this.#woken.slice(-WOKEN_KEPT);
    this.#tally(condition.kind, { woke: 1, noted: 0, changed: 0 });
    this.count('woke');
  }

  /** True when it was taken: the condition woke the model, lately, and nobody has said so before. */
  noteOutcome(conditionId: string, changedAction: boolean): boolean {
    const index = this.#woken.findIndex(({ id }) => id === conditionId);
    const woken = this.#woken[index];
    if (woken === undefined || woken.changedAction !== null) return false;
    this.#woken[index] = { ...woken, changedAction };
    this.#outcomes.push(changedAction);
    this.#tally(woken.condition.kind, { woke: 0, noted: 1, changed: changedAction ? 1 : 0 });
    return true;
  }

  /** Over all outcomes that were ever noted. */
  usefulRate(): UsefulWakeRate {
    const tallies = Object.values(this.#byKind);
    const n = tallies.reduce((sum, { noted }) => sum + noted, 0);
    const changed = tallies.reduce((sum, tally) => sum + tally.changed, 0);
    return { n, changed, rate: n === 0 ? null : changed / n };
  }

  /** Judged by the newest outcomes only, so that better conditions are believed again. */
  isWasteful(): boolean {
    const { useful_min_outcomes, useful_share } = this.#config;
    const outcomes = this.#outcomes.toArray();
    if (outcomes.length < useful_min_outcomes) return false;
    return outcomes.filter(Boolean).length / outcomes.length < useful_share;
  }

  state(): WakeAuditState {
    return {
      fates: { ...this.#fates },
      byKind: { ...this.#byKind },
      woken: [...this.#woken],
      outcomes: this.#outcomes.toArray(),
    };
  }

  #tally(kind: WakeKind, by: KindTally): void {
    const { woke, noted, changed } = this.#byKind[kind];
    this.#byKind[kind] = {
      woke: woke + by.woke,
      noted: noted + by.noted,
      changed: changed + by.changed,
    };
  }
}
