import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import type { HorizonResult } from '@quarterdeck/core/contract/agent/decision-result.schema';
import { HORIZON_MS, resolveHorizons } from '@quarterdeck/core/decision/journal/resolve-horizons';
import { DAY_MS, type EpochMs } from '@quarterdeck/core/kernel/clock';
import { HORIZONS, type Horizon } from '@quarterdeck/core/model/agent/decision';
import type { CandleReader } from '@quarterdeck/db/candle-store';
import type { DecisionLog } from '@quarterdeck/db/decision-log';
import type { DecisionQueries } from '@quarterdeck/db/decision-queries';
import { listPriceBars } from './price-bars.ts';

export interface DecisionResultsOptions {
  readonly queries: Pick<DecisionQueries, 'listDue'>;
  readonly log: Pick<DecisionLog, 'appendResult'>;
  readonly candles: Pick<CandleReader, 'list'>;
  /** Lengths of bars that are kept. */
  readonly timeframesMs: readonly number[];
  readonly now: () => EpochMs;
  /** Lets what waits happen between two pages. */
  readonly breathe: () => Promise<void>;
}

/** Each result is a write of its own, and the event loop waits for it. */
const PAGE = 5;
/** Beyond the horizon: nobody has the prices of what is older. */
const LOOKED_BACK_MS = 30 * DAY_MS;
/** Looks at prices that do not come, one a call of `mark`. */
const MOST_LOOKS = 15;
/** Simulated fills are made at the quote, so half the spread is all that is lost. */
const SLIPPAGE_BPS = 0;

/** Marks decisions 1 h, 4 h and a day later by what the market did, and stores that beside them. */
export class DecisionResults {
  readonly #options: DecisionResultsOptions;
  /** Of each horizon, where the search begins: what was decided before is marked or given up. */
  readonly #floors = new Map<Horizon, EpochMs>();
  readonly #looks = new Map<string, { count: number; round: number }>();
  #round = 0;

  constructor(options: DecisionResultsOptions) {
    this.#options = options;
  }

  /** Throws StorageError; what was marked before is kept. */
  async mark(signal: AbortSignal): Promise<void> {
    this.#round += 1;
    for (const horizon of HORIZONS) {
      while (!signal.aborted && this.#markPage(horizon)) await this.#options.breathe();
    }
  }

  /** True when another page may hold more. */
  #markPage(horizon: Horizon): boolean {
    const decidedBy = this.#options.now() - HORIZON_MS[horizon];
    const decidedSince = Math.max(this.#floors.get(horizon) ?? 0, decidedBy - LOOKED_BACK_MS);
    const due = this.#options.queries.listDue({ horizon, decidedBy, decidedSince, limit: PAGE });
    const settled = due.filter((record) => this.#settle(record, horizon));
    this.#raiseFloor(horizon, due);
    return due.length === PAGE && settled.length > 0;
  }

  #settle(record: DecisionRecord, horizon: Horizon): boolean {
    const { decisionId } = record;
    if (this.#isGivenUp(record, horizon)) return false;
    const result = this.#resolve(record, horizon);
    if (result === undefined) {
      this.#lookedInVain(keyOf(record, horizon));
      return false;
    }
    this.#looks.delete(keyOf(record, horizon));
    this.#options.log.appendResult({ decisionId, tsRecorded: this.#options.now(), result });
    return true;
  }

  #resolve(record: DecisionRecord, horizon: Horizon): HorizonResult | undefined {
    const { candles, timeframesMs, now } = this.#options;
    const { symbol, tsDecision } = record;
    const span = { symbol, from: tsDecision, to: tsDecision + HORIZON_MS[horizon] };
    for (const bars of listPriceBars(candles, timeframesMs, span)) {
      const prices = { tsNow: now(), bars, funding: [], slippageBps: SLIPPAGE_BPS };
      const found = resolveHorizons(record, prices).find((each) => each.horizon === horizon);
      if (found?.kind === 'horizon') return found;
    }
    return undefined;
  }

  #lookedInVain(key: string): void {
    const looks = this.#looks.get(key) ?? { count: 0, round: 0 };
    if (looks.round === this.#round) return;
    this.#looks.set(key, { count: looks.count + 1, round: this.#round });
  }

  #isGivenUp(record: DecisionRecord, horizon: Horizon): boolean {
    return (this.#looks.get(keyOf(record, horizon))?.count ?? 0) >= MOST_LOOKS;
  }

  /** Past what was given up at the head of a page, so that it is not read for ever. */
  #raiseFloor(horizon: Horizon, due: readonly DecisionRecord[]): void {
    const open = due.findIndex((record) => !this.#isGivenUp(record, horizon));
    const passed = open < 0 ? due.length - 1 : open;
    const first = due[passed];
    if (first === undefined || passed === 0) return;
    this.#floors.set(horizon, first.tsDecision);
    for (const record of due.slice(0, passed)) this.#looks.delete(keyOf(record, horizon));
  }
}

const keyOf = ({ decisionId }: DecisionRecord, horizon: Horizon): string =>
  `${decisionId} ${horizon}`;
