import { createRng, type Rng } from '@quarterdeck/core/kernel/rng';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import {
  FAULT_KINDS,
  STRIKE_KINDS,
  STRIKES,
  type EpisodeKind,
  type FaultKind,
  type StrikeKind,
} from './storm-kinds.ts';
import { StormSchedule, type Episode } from './storm-schedule.ts';

export interface StormOptions {
  readonly seed: number;
  readonly runMs: number;
  readonly symbols: readonly SymbolId[];
}

/** The troubles of one run: which last right now, and which message meets one. Each kind draws from a stream of its own. */
export class Storm {
  /** How often each kind was met: a strike by a message, an episode by something that felt it. */
  readonly met = new Map<FaultKind, number>(FAULT_KINDS.map((kind) => [kind, 0]));
  readonly #schedule: StormSchedule;
  readonly #symbols: readonly SymbolId[];
  readonly #strikes: ReadonlyMap<StrikeKind, Rng>;
  readonly #untilMs = new Map<EpisodeKind, number>();
  readonly #stalledUntilMs = new Map<SymbolId, number>();
  /** Episodes that have begun and have not been felt. */
  readonly #unfelt = new Set<EpisodeKind>();
  #elapsedMs = 0;
  #isOver = false;

  constructor({ seed, runMs, symbols }: StormOptions) {
    const rng = createRng(seed).fork('storm');
    this.#schedule = new StormSchedule(rng, runMs);
    this.#symbols = symbols;
    this.#strikes = new Map(STRIKE_KINDS.map((kind) => [kind, rng.fork(`strikes ${kind}`)]));
  }

  /** Time goes on; gives back what has begun since. */
  moveTo(elapsedMs: number): readonly Episode[] {
    this.#elapsedMs = elapsedMs;
    if (this.#isOver) return NOTHING;
    const begun = this.#schedule.take(elapsedMs);
    for (const episode of begun) this.#begin(episode);
    return begun;
  }

  /** Whether trouble of this kind goes on; whoever asks, feels it. */
  lasts(kind: EpisodeKind): boolean {
    if (!this.isGoing(kind)) return false;
    this.#feel(kind);
    return true;
  }

  /** The same without feeling it. One that nobody has felt waits for somebody, be it late. */
  isGoing(kind: EpisodeKind): boolean {
    if (this.#isOver) return false;
    return this.#unfelt.has(kind) || this.#elapsedMs < (this.#untilMs.get(kind) ?? 0);
  }

  /** One of several that exclude each other, first one that nobody has felt. */
  chooseGoing<TKind extends EpisodeKind>(kinds: readonly TKind[]): TKind | undefined {
    const going = kinds.filter((kind) => this.isGoing(kind));
    const chosen = going.find((kind) => this.#unfelt.has(kind)) ?? going[0];
    if (chosen !== undefined) this.#feel(chosen);
    return chosen;
  }

  isSilent(symbol: SymbolId): boolean {
    if (this.#isOver) return false;
    if (this.lasts('feed_stall_all')) return true;
    if (this.#elapsedMs >= (this.#stalledUntilMs.get(symbol) ?? 0)) return false;
    this.#feel('feed_stall_symbol');
    return true;
  }

  /** Whether this message meets trouble of this kind. */
  strikes(kind: StrikeKind): boolean {
    const rng = this.#strikes.get(kind);
    if (this.#isOver || rng === undefined || rng.next() * 1_000 >= STRIKES[kind]) return false;
    this.meet(kind);
    return true;
  }

  /** How long a message that has met trouble is held up: drawn from that kind's stream, from 0 to `mostMs`. */
  delayMs(kind: StrikeKind, mostMs: number): number {
    return 1 + Math.floor((this.#strikes.get(kind)?.next() ?? 0) * mostMs);
  }

  meet(kind: FaultKind): void {
    this.met.set(kind, (this.met.get(kind) ?? 0) + 1);
  }

  /** Nothing fails any more. */
  end(): void {
    this.#isOver = true;
  }

  #begin({ kind, lengthMs, pick }: Episode): void {
    const untilMs = this.#elapsedMs + lengthMs;
    this.#unfelt.add(kind);
    if (kind === 'feed_stall_symbol') {
      const symbol = this.#symbols[Math.floor(pick * this.#symbols.length)];
      if (symbol !== undefined) this.#stalledUntilMs.set(symbol, untilMs);
    } else this.#untilMs.set(kind, untilMs);
  }

  #feel(kind: EpisodeKind): void {
    if (this.#unfelt.delete(kind)) this.meet(kind);
  }
}

const NOTHING: readonly Episode[] = [];
