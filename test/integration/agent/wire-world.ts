import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import { formatUnits } from '@quarterdeck/core/kernel/decimal';
import { systemScheduler } from '../../../apps/engine/src/adapters/system/system-scheduler.ts';
import {
  createModelCaller,
  type ModelCaller,
  type ModelCallerOptions,
} from '../../../apps/engine/src/adapters/claude/create-model-caller.ts';
import { AgentWorld } from '../../support/agent-world.ts';
import { AnthropicStandIn, STAND_IN_KEY } from '../../venues/anthropic/stand-in.ts';
import { quickSetup, WAVE } from './wave-world.ts';

type Ask = ReturnType<AgentWorld['asks']>[number];
type Answer = Awaited<ReturnType<ModelCaller['ask']>>;

export const wallTimeOf = ({ harness, setup }: AgentWorld): number =>
  harness.ts + setup.wallShiftMs;

/** A desk whose questions go over real sockets to the stand-in; the desk's time stands still while they travel. */
export class WireWorld {
  readonly world: AgentWorld;
  readonly standIn: AnthropicStandIn;
  readonly caller: ModelCaller;
  readonly told: Answer[] = [];
  #seen = 0;
  #steps = 0;
  #due: { readonly ask: Ask; readonly answer: Answer }[] = [];

  private constructor(
    world: AgentWorld,
    standIn: AnthropicStandIn,
    options: Partial<ModelCallerOptions>,
  ) {
    this.world = world;
    this.standIn = standIn;
    this.caller = createModelCaller({
      apiKey: STAND_IN_KEY,
      baseUrl: standIn.baseUrl,
      clock: { now: () => wallTimeOf(world), monotonicMs: () => performance.now() },
      scheduler: systemScheduler,
      log: { info: () => undefined, warn: () => undefined },
      stallMs: 30_000,
      retryPauseMs: 1,
      retryMinLeftMs: 20,
      maxAnswerChars: 50_000,
      ...options,
    });
  }

  static async start(
    options: Partial<ModelCallerOptions> = {},
    setup = quickSetup(),
  ): Promise<WireWorld> {
    const world = new AgentWorld({ setup });
    const standIn = await new AnthropicStandIn({ now: () => wallTimeOf(world) }).start();
    return new WireWorld(world, standIn, options);
  }

  close(): Promise<void> {
    return this.standIn.close();
  }

  /** Two quotes a second; an answer reaches the desk half a second after its question. */
  async converse(seconds: number): Promise<void> {
    const { harness } = this.world;
    for (let step = 0; step < seconds * 2; step += 1) {
      const due = this.#due;
      this.#due = [];
      for (const { ask, answer } of due) {
        harness.tell({ type: 'ModelAnswered', questionId: ask.questionId, ...answer });
      }
      this.world.quote(WAVE[this.#steps % WAVE.length] ?? 100);
      this.#steps += 1;
      this.world.pass(500);
      await this.#askAll();
    }
  }

  /** Until the desk has written so many rows. */
  async until(rows: number): Promise<DecisionRecord[]> {
    for (let step = 0; step < 200 && this.rows() < rows; step += 1) await this.converse(0.5);
    return this.world.decisions();
  }

  rows(): number {
    return this.world.harness.of('RecordDecision').length;
  }

  /** By the venue's own book: nets, and what rests there. */
  venueBook(): { readonly nets: string[]; readonly resting: string[]; readonly fills: number } {
    const { venue, ts } = this.world.harness;
    const { positions, openOrders, fills } = venue.snapshot(ts);
    return {
      nets: positions
        .filter(({ qty }) => qty !== 0n)
        .map(({ symbol, qty }) => `${symbol} ${formatUnits(qty)}`),
      resting: openOrders.map(({ side, type, qty }) => `${side} ${type} ${formatUnits(qty)}`),
      fills: fills.length,
    };
  }

  alerts(): string[] {
    return this.world.harness
      .of('RaiseAlert')
      .map(({ alert }) => alert.code)
      .filter((code) => code.startsWith('MODEL_'));
  }

  async #askAll(): Promise<void> {
    const asks = this.world.asks();
    for (const ask of asks.slice(this.#seen)) {
      if (ask.needsFreshClient) this.caller.renew();
      const answer = await this.caller.ask(ask.request, new AbortController().signal);
      this.told.push(answer);
      this.#due.push({ ask, answer });
    }
    this.#seen = asks.length;
  }
}
