import {
  NO_EFFECTS,
  type Effect,
  type OutboundEffect,
  type RecordEffect,
} from '../model/effect.ts';

/** Gathers what one event causes; records come out in front of whatever leaves the process. */
export class EffectCollector {
  #records: RecordEffect[] = [];
  #outbound: OutboundEffect[] = [];

  record(effect: RecordEffect): void {
    this.#records.push(effect);
  }

  send(effect: OutboundEffect): void {
    this.#outbound.push(effect);
  }

  /** The quiet path allocates nothing. */
  take(): readonly Effect[] {
    if (this.#records.length === 0 && this.#outbound.length === 0) return NO_EFFECTS;
    const effects: readonly Effect[] = [...this.#records, ...this.#outbound];
    this.#records = [];
    this.#outbound = [];
    return effects;
  }
}
