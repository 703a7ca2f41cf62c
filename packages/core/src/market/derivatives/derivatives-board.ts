import type { DerivativesConfig } from '../../contract/agent/config/regimes.schema.ts';
import type { EpochMs } from '../../kernel/clock.ts';
import { toFloat } from '../../kernel/decimal.ts';
import { asSymbolId, type SymbolId } from '../../kernel/ids.ts';
import type { Trade } from '../../model/tick.ts';
import {
  POLLED_FIGURES,
  type Absence,
  type DerivativesPoll,
  type PolledFigure,
} from '../../model/agent/derivatives-poll.ts';
import {
  createFigureHistory,
  type FigureChange,
  type FigureHistory,
  type Stamped,
} from './figure-history.ts';
import {
  firstInterval,
  intervalAfterFailure,
  movementOf,
  nextInterval,
  planPoll,
  type PollPlan,
} from './poll-plan.ts';
import {
  createVolumeDelta,
  type DeltaOverWindow,
  type VolumeDelta,
  type VolumeDeltaState,
} from './volume-delta.ts';

export interface FigureView {
  /** Null with `why` where there is none. */
  readonly latest: Stamped | null;
  readonly why: Absence | null;
  /** Over the window asked for; null as long as it has not been watched for so long. */
  readonly change: FigureChange | null;
}

/** What is known of one symbol; every figure has its own time. */
export interface DerivativesView extends Readonly<Record<PolledFigure, FigureView>> {
  readonly symbol: SymbolId;
  /** Taker buys minus sells since the watch began, base units; null without a trade. */
  readonly volumeDelta: (DeltaOverWindow & { cumulative: number; tsEvent: EpochMs }) | null;
}

interface SymbolState extends Readonly<Record<PolledFigure, readonly Stamped[]>> {
  readonly why: Readonly<Record<PolledFigure, Absence>>;
  readonly volumeDelta: VolumeDeltaState;
  readonly intervalMs: number;
  readonly tsAsked: EpochMs | null;
}

/** Plain JSON values, by symbol. */
export type DerivativesState = Readonly<Record<string, SymbolState>>;

export interface DerivativesBoard {
  applyPoll(poll: DerivativesPoll): void;
  /** The poll of this symbol came to nothing. */
  applyPollFailure(symbol: SymbolId, tsPolled: EpochMs): void;
  applyTrade(trade: Trade): void;
  read(symbol: SymbolId, now: EpochMs, windowMs: number): DerivativesView;
  pollPlan(symbol: SymbolId, now: EpochMs): PollPlan;
  state(): DerivativesState;
}

interface Entry {
  readonly histories: Readonly<Record<PolledFigure, FigureHistory>>;
  readonly why: Record<PolledFigure, Absence>;
  readonly volumeDelta: VolumeDelta;
  intervalMs: number;
  tsAsked: EpochMs | null;
}

const byFigure = <TValue>(
  make: (figure: PolledFigure) => TValue,
): Record<PolledFigure, TValue> => ({
  fundingRate: make('fundingRate'),
  openInterest: make('openInterest'),
  longShortRatio: make('longShortRatio'),
});

/** Each symbol has figures, trades and a polling pace of its own; nothing of one is ever read for another. */
class Board implements DerivativesBoard {
  readonly #config: DerivativesConfig;
  readonly #entries = new Map<SymbolId, Entry>();

  constructor(config: DerivativesConfig, restored: DerivativesState) {
    this.#config = config;
    for (const [symbol, state] of Object.entries(restored)) {
      this.#entries.set(asSymbolId(symbol), this.#createEntry(state));
    }
  }

  applyPoll(poll: DerivativesPoll): void {
    const entry = this.#ensureEntry(poll.symbol);
    for (const figure of POLLED_FIGURES) {
      const reading = poll[figure];
      if (reading.kind === 'absent') entry.why[figure] = reading.why;
      else entry.histories[figure].add({ value: reading.value, tsEvent: reading.tsEvent });
    }
    const { poll: rules } = this.#config;
    const movement = movementOf(entry.histories, poll.tsPolled, rules);
    entry.intervalMs = nextInterval(entry.intervalMs, movement, rules);
    entry.tsAsked = poll.tsPolled;
  }

  applyPollFailure(symbol: SymbolId, tsPolled: EpochMs): void {
    const entry = this.#ensureEntry(symbol);
    entry.intervalMs = intervalAfterFailure(entry.intervalMs, this.#config.poll);
    entry.tsAsked = tsPolled;
  }

  applyTrade({ symbol, side, qty, tsEvent }: Trade): void {
    this.#ensureEntry(symbol).volumeDelta.add(side, toFloat(qty), tsEvent);
  }

  read(symbol: SymbolId, now: EpochMs, windowMs: number): DerivativesView {
    const entry = this.#entries.get(symbol) ?? this.#createEntry();
    const figures = byFigure((figure): FigureView => {
      const history = entry.histories[figure];
      const latest = history.latest(now);
      const why = latest === null ? entry.why[figure] : null;
      return { latest, why, change: history.changeOver(windowMs, now) };
    });
    const { cumulative, tsLast } = entry.volumeDelta;
    const over = entry.volumeDelta.over(windowMs, now);
    const volumeDelta = tsLast === null ? null : { ...over, cumulative, tsEvent: tsLast };
    return { symbol, ...figures, volumeDelta };
  }

  pollPlan(symbol: SymbolId, now: EpochMs): PollPlan {
    const entry = this.#entries.get(symbol);
    return planPoll(
      entry?.tsAsked ?? null,
      entry?.intervalMs ?? firstInterval(this.#config.poll),
      now,
    );
  }

  state(): DerivativesState {
    const states = [...this.#entries].map(([symbol, entry]): [string, SymbolState] => [
      symbol,
      {
        ...byFigure((figure) => entry.histories[figure].state()),
        why: { ...entry.why },
        volumeDelta: entry.volumeDelta.state(),
        intervalMs: entry.intervalMs,
        tsAsked: entry.tsAsked,
      },
    ]);
    return Object.fromEntries(states);
  }

  #ensureEntry(symbol: SymbolId): Entry {
    const found = this.#entries.get(symbol);
    if (found !== undefined) return found;
    const entry = this.#createEntry();
    this.#entries.set(symbol, entry);
    return entry;
  }

  #createEntry(restored?: SymbolState): Entry {
    const { history, bucket_ms: bucketMs, buckets, poll } = this.#config;
    return {
      histories: byFigure((figure) => createFigureHistory(history, restored?.[figure])),
      why: byFigure((figure) => restored?.why[figure] ?? 'no_value_yet'),
      volumeDelta: createVolumeDelta({ bucketMs, buckets }, restored?.volumeDelta),
      intervalMs: restored?.intervalMs ?? firstInterval(poll),
      tsAsked: restored?.tsAsked ?? null,
    };
  }
}

/** Funding, open interest, long/short ratio and volume delta by symbol; pure: time comes with every call. */
export const createDerivativesBoard = (
  config: DerivativesConfig,
  restored: DerivativesState = {},
): DerivativesBoard => new Board(config, restored);
