import { expect, it } from 'vitest';
import { z } from 'zod';
import type { StrategySetup } from '@quarterdeck/core/desk-contract';
import { asStrategyId } from '@quarterdeck/core/kernel/ids';
import { price, qty, ZERO_QTY } from '@quarterdeck/core/kernel/decimal';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { RestoredState } from '@quarterdeck/core/model/restored';
import { defineStrategy } from '@quarterdeck/core/strategies/contract';
import { DeskHarness } from '../../support/desk-harness.ts';
import { BTC, FRESH, proposal, T0 } from '../../support/desk-world.ts';

const strategyId = asStrategyId('sized');
const MINUTE_MS = 60_000;

/** Buys `units` once the market is at `level`, sells at `target`, and notes every bar of the past it is shown. */
function sizedStrategy(initial: { readonly failure?: string } = {}) {
  const learned: number[] = [];
  const strategy = defineStrategy({
    id: strategyId,
    title: 'sized',
    rule: 'Buys at a level.',
    params: z.strictObject({
      units: z.number().min(0.1).max(5).default(0.2),
      target: z.number().min(1).max(1_000).default(500),
    }),
    timeframesMs: [MINUTE_MS],
    warmupBars: 0,
    createEntry: ({ units }) => ({
      onQuote: (view) =>
        view.mid < 100 ? undefined : proposal({ entry_units_intent: units, stopPrice: 90 }),
      onBar: (view, bar) => {
        if (view.isWarmup) learned.push(bar.tsOpen);
        return undefined;
      },
    }),
    createExit: ({ target }) => ({
      onQuote: (view) => (view.mid >= target ? { fraction: 1, thesis: 'high enough' } : undefined),
    }),
  });
  const setup: StrategySetup = {
    strategy,
    params: strategy.params.parse({}),
    symbols: [BTC],
    initial: 'on',
    ...initial,
  };
  return { setup, learned };
}

const change = (params: Readonly<Record<string, unknown>>, history: readonly Candle[] = []) =>
  ({
    type: 'StrategyReconfigured',
    strategyId,
    params,
    source: 'console',
    reason: 'the test wants it',
    by: 'ada',
    history,
  }) as const;

const bar: Candle = {
  symbol: BTC,
  timeframeMs: MINUTE_MS,
  tsOpen: T0 - MINUTE_MS,
  open: price('99'),
  high: price('99'),
  low: price('99'),
  close: price('99'),
  volume: ZERO_QTY,
  ticks: 1,
};

const boughtAtVenue = (desk: DeskHarness): string[] =>
  desk.sent.filter(({ side }) => side === 'buy').map((request) => String(request.qty));

it('a changed size is what the next entry is sent with', () => {
  const { setup } = sizedStrategy();
  const desk = new DeskHarness({ strategies: [setup] });
  desk.settle(50);
  desk.tell(change({ units: 0.7, target: 500 }));
  desk.settle(101);
  expect(boughtAtVenue(desk)).toEqual([String(qty('0.7'))]);
  expect(desk.of('RecordParams')).toMatchObject([
    { version: { version: 1, params: { units: 0.7, target: 500 }, by: 'ada', source: 'console' } },
  ]);
});

it('a position opened before is closed by the new exit', () => {
  const { setup } = sizedStrategy();
  const desk = new DeskHarness({ strategies: [setup] });
  desk.settle(101);
  expect(desk.venue.snapshot(desk.ts).positions).toHaveLength(1);
  desk.tell(change({ units: 0.2, target: 102 }));
  desk.settle(103);
  expect(desk.sent.map(({ side }) => side)).toEqual(['buy', 'sell']);
});

it('brains that begin anew learn from the bars they are given, and the market stays where it is', () => {
  const { setup, learned } = sizedStrategy();
  const desk = new DeskHarness({ strategies: [setup] });
  desk.settle(50);
  desk.tell(change({ units: 0.3, target: 500 }, [bar]));
  expect(learned).toEqual([bar.tsOpen]);
  expect(desk.sent).toEqual([]);
  desk.settle(101);
  expect(boughtAtVenue(desk)).toEqual([String(qty('0.3'))]);
});

it('a restart goes on with what a person had set, and counts on from there', () => {
  const first = new DeskHarness({ strategies: [sizedStrategy().setup] });
  first.tell(change({ units: 0.5, target: 500 }));
  const params = first.of('RecordParams').map(({ version }) => version);
  const controls = first.of('RecordControl').map(({ control }) => control);
  const restored: RestoredState = { ...FRESH, controls, params };
  const second = new DeskHarness({ strategies: [sizedStrategy().setup] }, restored);
  second.settle(101);
  expect(boughtAtVenue(second)).toEqual([String(qty('0.5'))]);
  second.tell(change({ units: 0.6, target: 500 }));
  expect(second.of('RecordParams').at(-1)?.version.version).toBe(2);
});

it('a restart after a reload of the files trades by the files', () => {
  const version = {
    strategyId,
    version: 4,
    params: { units: 0.5, target: 500 },
    source: 'files',
    reason: 'edited',
    by: 'ada',
    ts: T0,
    eventSeq: 9,
  } as const;
  const restored: RestoredState = { ...FRESH, params: [version] };
  const desk = new DeskHarness({ strategies: [sizedStrategy().setup] }, restored);
  desk.settle(101);
  expect(boughtAtVenue(desk)).toEqual([String(qty('0.2'))]);
});

it('a strategy that failed over its file runs again once its parameters are right', () => {
  const { setup } = sizedStrategy({ failure: 'sized.yaml:2: units: too small' });
  const desk = new DeskHarness({ strategies: [setup] });
  desk.settle(101);
  expect(desk.sent).toEqual([]);
  expect(desk.desk.view.strategies()[0]?.failure).toBe('sized.yaml:2: units: too small');
  desk.tell(change({ units: 0.4, target: 500 }));
  desk.tell({
    type: 'StrategySwitched',
    strategyId,
    entry_enabled: true,
    exit_enabled: true,
    memo: '',
    by: 'ada',
  });
  desk.settle(101);
  expect(desk.desk.view.strategies()[0]?.failure).toBeUndefined();
  expect(boughtAtVenue(desk)).toEqual([String(qty('0.4'))]);
});

it('stored parameters that a newer version no longer accepts put the strategy out, with the reason', () => {
  const stored = {
    strategyId,
    version: 1,
    params: { units: 50 },
    source: 'console',
    reason: 'old',
    by: 'ada',
    ts: T0,
    eventSeq: 9,
  } as const;
  const desk = new DeskHarness(
    { strategies: [sizedStrategy().setup] },
    { ...FRESH, params: [stored] },
  );
  desk.settle(101);
  expect(desk.sent).toEqual([]);
  expect(desk.desk.view.strategies()[0]?.failure).toContain('PARAMS_MALFORMED');
});
