import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { qty } from '@quarterdeck/core/kernel/decimal';
import type { VenueReport } from '@quarterdeck/core/model/venue-report';
import { replyWith } from '../../support/agent-world.ts';
import { usable } from './failure-rows.ts';
import { quickGate, quickSetup, replayDifferences, WaveWorld } from './wave-world.ts';
import { wallTimeOf } from './wire-world.ts';

const SEED = 20_261_121;

/** Whoever wants out, and what the wire makes of it. */
const acts = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'stop',
      'target',
      'claude',
      'claude_half',
      'operator',
      'operator_part',
      'rules',
      'flatten',
      'lock',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'lose_reports',
      'hold_reports',
      'hear_reports',
      'tell_held',
      'lose_orders',
      'carry_orders',
    ),
  },
  { weight: 3, arbitrary: fc.constantFrom('blink', 'moment', 'seconds', 'restart') },
);
type Act = typeof acts extends fc.Arbitrary<infer TAct> ? TAct : never;

/** A long of the model with its stop at the venue, a question open, and rules that would leave at once. */
class Race {
  readonly world: WaveWorld;
  readonly positionId;
  #held: VenueReport[] = [];

  constructor() {
    const rules = { enter_score: 0.999, leave_score: 0.99, next_check_s: 10 };
    const gate = quickGate({ timer: { min_s: 2, max_s: 10 } });
    this.world = new WaveWorld({ setup: quickSetup({ gate, decision: { rules } }) });
    this.#answer(usable('BUY'));
    this.world.wave(2);
    const [position] = this.world.harness.desk.view.positions();
    if (position === undefined) throw new Error('nothing was opened');
    this.positionId = position.positionId;
    this.world.waveUntilAsked(2);
  }

  do(act: Act): void {
    const { world, positionId } = this;
    const { harness } = world;
    switch (act) {
      case 'stop':
        world.quote(98);
        return;
      case 'target':
        world.quote(101.6);
        return;
      case 'claude':
        this.#answer({ ...usable('SELL'), size_fraction: 1 });
        return;
      case 'claude_half':
        this.#answer(usable('SELL'));
        return;
      case 'rules':
        this.#fail();
        world.wave(4);
        return;
      case 'operator':
        harness.tell({ type: 'PositionCloseRequested', positionId, by: 'operator' });
        return;
      case 'operator_part':
        harness.tell({ type: 'PositionCloseRequested', positionId, qty: qty('1'), by: 'operator' });
        return;
      case 'flatten':
        harness.tell({ type: 'FlattenRequested', by: 'operator' });
        return;
      case 'lock':
        world.lock();
        return;
      case 'restart':
        world.restart();
        return;
      case 'blink':
        world.pass(5);
        return;
      case 'moment':
        world.pass(120);
        return;
      case 'seconds':
        world.wave(3);
        return;
      default:
        this.#disturb(act);
    }
  }

  /** The wire is whole again, whatever was late comes in, and a person closes what is left. */
  settle(): void {
    const { world, positionId } = this;
    this.#disturb('hear_reports');
    this.#disturb('carry_orders');
    this.#disturb('tell_held');
    world.wave(60);
    world.harness.tell({ type: 'PositionCloseRequested', positionId, by: 'operator' });
    world.wave(60);
    this.#disturb('tell_held');
    world.wave(5);
  }

  #disturb(act: Act): void {
    const { harness } = this.world;
    if (act === 'lose_reports') harness.hear = () => false;
    else if (act === 'hear_reports') harness.hear = () => true;
    else if (act === 'lose_orders') harness.carry = () => false;
    else if (act === 'carry_orders') harness.carry = () => true;
    else if (act === 'hold_reports') {
      harness.hear = (report) => {
        this.#held.push(report);
        return false;
      };
    } else if (act === 'tell_held') {
      // Kept, so that they come a second time as well.
      for (const report of this.#held) harness.tell({ type: 'VenueReported', report });
    }
  }

  #answer(wire: object): void {
    const { world } = this;
    const ask = world.asks().at(-1) ?? world.waveUntilAsked(1);
    const { result, attempts } = replyWith(JSON.stringify(wire), ask, wallTimeOf(world));
    world.tellAnswer(ask.questionId, result, attempts);
  }

  /** From here on the breaker is open, and the rules decide. */
  #fail(): void {
    const ask = this.world.asks().at(-1);
    if (ask === undefined) return;
    this.world.tellAnswer(ask.questionId, {
      kind: 'failure',
      failure: 'account',
      outcome: 'FAIL_ACCOUNT',
      detail: 'key gone',
      retryAfterMs: null,
    });
  }
}

describe('exits that race for one position', () => {
  it('end in one closed trade, one result, one lesson learned, and a flat book at the venue, in any order with reports lost or late and the engine killed in between', () => {
    const endedBy = new Set<string>();
    fc.assert(
      fc.property(fc.array(acts, { minLength: 3, maxLength: 14 }), (order) => {
        const race = new Race();
        for (const act of order) race.do(act);
        race.settle();
        const { world, positionId } = race;
        const { harness } = world;

        const { positions, openOrders } = harness.venue.snapshot(harness.ts);
        expect(positions.filter((row) => row.qty !== 0n)).toEqual([]);
        expect(openOrders).toEqual([]);
        expect(harness.desk.view.positions()).toEqual([]);
        expect(harness.desk.view.workingOrders()).toEqual([]);

        expect(replayDifferences(world)).toEqual([]);
        const closed = harness.of('RecordTradeClosed').map(({ trade }) => trade);
        expect(closed.map((trade) => trade.positionId)).toEqual([positionId]);
        const results = harness
          .of('RecordDecisionResult')
          .filter(({ result }) => result.kind === 'trade');
        expect(results).toMatchObject([
          { result: { positionId, exitReason: closed[0]?.exitReason } },
        ]);
        expect(results[0]?.decisionId).toBe(world.decisions()[0]?.decisionId);

        const learned = harness.desk.agent?.learning();
        expect(learned?.scopes.find(({ regime }) => regime === 'all')?.trades).toBe(1);
        expect(learned?.lessons).toHaveLength(1);
        endedBy.add(closed[0]?.exitReason ?? 'none');
      }),
      { seed: SEED, numRuns: 40 },
    );
    // Each of them has won at least once: it was a race.
    expect([...endedBy].sort()).toEqual(
      expect.arrayContaining(['flatten', 'operator', 'stop', 'strategy']),
    );
  }, 120_000);
});
