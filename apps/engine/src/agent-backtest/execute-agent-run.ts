import type { AgentBacktestReport } from '@quarterdeck/core/contract/agent/agent-backtest.schema';
import { createSimulatedDesk } from '@quarterdeck/core/desk';
import { createRng } from '@quarterdeck/core/kernel/rng';
import type { Effect, RecordEffect } from '@quarterdeck/core/model/effect';
import {
  createMatchingVenue,
  type MatchingVenue,
} from '@quarterdeck/core/simulation/matching-venue';
import { listClosedPositions } from '@quarterdeck/db/list-closed-positions';
import { openDecisionReader } from '@quarterdeck/db/decision-reader';
import type { Clock } from '../ports/clock.ts';
import { databaseFileOf } from '../runtime/start/data-folder.ts';
import type { Answerer } from './answerers/answerer.ts';
import { checkRun } from './check-run.ts';
import { compileReport } from './compile-report.ts';
import { labelOf } from './judge-evidence.ts';
import { parseModelChoice } from './model-choice.ts';
import type { PreparedAgentRun } from './prepare-agent-run.ts';
import { RunStore } from './run-store.ts';
import { RunTally } from './run-tally.ts';
import { TapeRun } from './run-tape.ts';
import { warmUp } from './warm-up.ts';

export interface ExecuteOptions {
  /** Data folder of the run. */
  readonly folder: string;
  readonly answerer: Answerer;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  /** Lets other work of the process happen; asked every few thousand inputs. */
  readonly breathe: () => Promise<void>;
  readonly onProgress?: (fraction: number) => void;
}

const SLICE_INPUTS = 2_000;

function openVenue({ desk, request }: PreparedAgentRun): MatchingVenue {
  const { costs } = request;
  const rng = createRng(1).fork('latency');
  const { latency_jitter_ms: jitter } = costs;
  return createMatchingVenue({
    instruments: desk.instruments,
    latencyMs: costs.latency_ms,
    makerFeeBps: costs.maker_fee_bps,
    takerFeeBps: costs.taker_fee_bps,
    slippageBps: costs.slippage_bps,
    ...(jitter > 0 && { drawDelayMs: () => Math.floor(rng.next() * (jitter + 1)) }),
  });
}

const isRecord = (effect: Effect): effect is RecordEffect => effect.type.startsWith('Record');

/** All of a run while it goes on. */
class AgentRun {
  readonly #prepared: PreparedAgentRun;
  readonly #options: ExecuteOptions;
  readonly #store: RunStore;
  readonly #venue: MatchingVenue;
  readonly #desk;
  readonly #tally: RunTally;
  readonly #warm;
  readonly #tape: TapeRun;
  readonly #tsFrom: number;

  constructor(prepared: PreparedAgentRun, options: ExecuteOptions) {
    const { desk, request, tsStart, source, inputs } = prepared;
    this.#prepared = prepared;
    this.#options = options;
    this.#tsFrom = Math.max(request.from ?? tsStart, tsStart);
    const { folder, breathe, answerer } = options;
    this.#store = new RunStore({ folder, desk, source, tsStart: this.#tsFrom, breathe });
    this.#venue = openVenue(prepared);
    this.#desk = this.#store.recording(createSimulatedDesk(desk));
    this.#tally = new RunTally(this.#desk, desk.startingBalance, this.#tsFrom);
    this.#warm = warmUp(inputs(), desk, request.from);
    this.#tape = new TapeRun({
      desk: this.#desk,
      venue: this.#venue,
      answerer,
      tsStart: this.#tsFrom,
      wallShiftMs: desk.agent.wallShiftMs,
      history: this.#warm.history,
      onInput: (input, ts) => {
        this.#store.observe(input, ts);
        this.#tally.look(ts);
      },
      onEffect: (effect, ts) => {
        this.#tally.note(effect, ts);
        if (isRecord(effect)) this.#store.addRecord(effect);
      },
    });
  }

  async toEnd(): Promise<AgentBacktestReport> {
    try {
      await this.#play();
      await this.#tape.finish();
      this.#tally.look(this.#desk.view.lastTs);
      await this.#store.finish();
      return this.#report();
    } finally {
      this.#store.close();
    }
  }

  async #play(): Promise<void> {
    const { breathe, onProgress } = this.#options;
    const { tsEnd } = this.#prepared;
    for (const input of this.#warm.inputs) {
      await this.#tape.take(input);
      if (this.#tape.inputCount % SLICE_INPUTS !== 0) continue;
      await this.#store.keepUp();
      onProgress?.((this.#tape.tsLast - this.#tsFrom) / Math.max(1, tsEnd - this.#tsFrom));
      await breathe();
    }
  }

  #report(): AgentBacktestReport {
    const { folder, clock, answerer } = this.#options;
    const reader = openDecisionReader(databaseFileOf(folder));
    try {
      const shared = { desk: this.#desk, tally: this.#tally, reader };
      const { agentState } = this.#store.restoredState();
      const { agent } = this.#prepared.desk;
      const closed = listClosedPositions(this.#store.database);
      const stored = { agentState, closed };
      const checks = checkRun({ ...shared, ...stored, venue: this.#venue, agent, clock });
      return compileReport({
        ...shared,
        prepared: this.#prepared,
        evidence: this.#evidence(),
        tsFrom: this.#tsFrom,
        tsLast: this.#tape.tsLast,
        inputs: this.#tape.inputCount,
        events: this.#tape.eventCount,
        missed: answerer.missed,
        checks: [...checks],
      });
    } finally {
      reader.close();
    }
  }

  #evidence() {
    const { request } = this.#prepared;
    return labelOf({
      choice: parseModelChoice(request.model),
      isGenerated: request.market.kind === 'generated',
      tsFrom: this.#tsFrom,
      models: [...this.#tally.models],
    });
  }
}

/** The whole run, kept in its folder; the report last. */
export const executeAgentRun = (
  prepared: PreparedAgentRun,
  options: ExecuteOptions,
): Promise<AgentBacktestReport> => new AgentRun(prepared, options).toEnd();
