import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rulesConfigSchema } from '../../contract/agent/config/decision.schema.ts';
import { asSymbolId } from '../../kernel/ids.ts';
import { SIGNAL_NAMES } from '../../model/agent/decision.ts';
import { chooseAction, evaluateRules, type RulesInput } from './evaluate-rules.ts';
import { CALM, figuresOf, RISING } from './figures.fixture.ts';
import { shareOut } from './weigh-signals.ts';

const config = rulesConfigSchema.parse({});
const input = (
  values: Readonly<Record<string, number>>,
  over: Partial<RulesInput> = {},
): RulesInput => ({
  symbol: asSymbolId('BTC/USDT'),
  figures: figuresOf(values),
  prefix: 'btc',
  timeframe: '1h',
  held: 'none',
  mayShort: false,
  ...over,
});
const evaluate = (values: Readonly<Record<string, number>>, over: Partial<RulesInput> = {}) =>
  evaluateRules(input(values, over), config);
/** The mirror image of RISING around 1,000. */
const FALLING = {
  ...RISING,
  '1h.bar0.close': 980,
  '1h.ema20': 988,
  '1h.ema50': 1_003,
  '1h.bb_upper': 1_020,
  '1h.bb_lower': 960,
  '1h.rsi14': 32,
  '1h.macd_hist': -2.5,
  '1h.change_pct': -1,
  cvd_ratio: -0.3,
  funding_bps: 2,
};

describe('evaluateRules', () => {
  it('buys a rising market at reduced size, with stop, target and the chance of the upward event', () => {
    const { outcome, decision } = evaluate(RISING);
    expect(outcome).toBe('FALLBACK_BUY');
    expect(decision).toMatchObject({
      action: 'BUY',
      event: 'up_1atr_before_down_1atr',
      stop: { kind: 'atr', value: 2 },
      takeProfit: { kind: 'atr', value: 3 },
      memory: [],
      wake: [],
    });
    expect(decision.sizeFraction).toBeGreaterThan(0);
    expect(decision.sizeFraction).toBeLessThanOrEqual(0.5);
    expect(decision.pEvent).toBeGreaterThan(0.5);
    expect(decision.pEvent).toBeLessThanOrEqual(0.65);
  });

  it('holds a calm market and says what it saw', () => {
    const { outcome, decision } = evaluate(CALM);
    expect(outcome).toBe('FALLBACK_HOLD');
    expect(decision.sizeFraction).toBe(0);
    expect(decision.rationale).toContain('HOLD with nothing held');
  });

  it('holds when no signal has its figures', () => {
    const { outcome, decision, confidence } = evaluate({});
    expect({ outcome, confidence }).toEqual({ outcome: 'FALLBACK_HOLD', confidence: 0 });
    expect(decision.evidence).toEqual([]);
    expect(decision.rationale).toContain('no signal has its figures');
  });

  it('sells short only where it may, and closes a long in a falling market all at once', () => {
    expect(evaluate(FALLING).outcome).toBe('FALLBACK_HOLD');
    expect(evaluate(FALLING, { mayShort: true })).toMatchObject({
      outcome: 'FALLBACK_SELL',
      decision: { event: 'down_1atr_before_up_1atr', stop: { kind: 'atr' } },
    });
    expect(evaluate(FALLING, { held: 'long' })).toMatchObject({
      outcome: 'FALLBACK_SELL',
      decision: { sizeFraction: 1, stop: null, takeProfit: null },
    });
    expect(evaluate(RISING, { held: 'short' }).outcome).toBe('FALLBACK_BUY');
    expect(evaluate(RISING, { held: 'long' }).outcome).toBe('FALLBACK_HOLD');
  });

  it('follows learned weights', () => {
    const torn = { ...RISING, '1h.bar0.close': 1_060, '1h.bb_upper': 1_030 };
    const only = (name: string) => ({ weights: { [name]: 1 } });
    expect(evaluate(torn, only('trend')).score).toBeGreaterThan(0.3);
    expect(evaluate(torn, only('reversion')).score).toBeLessThan(-0.3);
    expect(evaluate(torn, only('reversion')).outcome).toBe('FALLBACK_HOLD');
  });

  it('cites figures it was shown, each once, and what speaks against it too', () => {
    const { decision } = evaluate({ ...RISING, long_short_ratio: 4, funding_bps: 5, cvd_ratio: 0 });
    const ids = decision.evidence.map((item) => item.field);
    const shown = figuresOf(RISING);
    expect(ids.every((id) => shown.has(id))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(decision.evidence.map((item) => item.stance))).toEqual(
      new Set(['supports', 'opposes']),
    );
  });

  it('never asks for more than its share, whatever the figures, and opens nothing it may not', () => {
    const value = fc.double({ min: -1e4, max: 1e4, noNaN: true });
    const figures = fc.record(Object.fromEntries(Object.keys(CALM).map((name) => [name, value])));
    fc.assert(
      fc.property(figures, fc.boolean(), (values, mayShort) => {
        const { decision, outcome } = evaluate(values, { mayShort });
        expect(decision.sizeFraction).toBeLessThanOrEqual(config.max_size_fraction);
        expect(outcome === 'FALLBACK_SELL' && !mayShort).toBe(false);
        expect(decision.rationale.length).toBeLessThanOrEqual(600);
        expect(decision.evidence.length).toBeLessThanOrEqual(8);
      }),
    );
  });
});

describe('chooseAction', () => {
  it('keeps between its two thresholds what it opened', () => {
    const flat = { held: 'none', mayShort: true } as const;
    const long = { held: 'long', mayShort: true } as const;
    const short = { held: 'short', mayShort: true } as const;
    const middle = (config.enter_score + config.leave_score) / 2;
    expect(chooseAction(middle, flat, config)).toBe('HOLD');
    expect(chooseAction(middle, long, config)).toBe('HOLD');
    expect(chooseAction(-middle, short, config)).toBe('HOLD');
    expect(chooseAction(config.leave_score - 0.01, long, config)).toBe('SELL');
    expect(chooseAction(0.01 - config.leave_score, short, config)).toBe('BUY');
  });

  it('neither opens twice nor closes while a score trembles round the entry', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.25, max: 0.35, noNaN: true })), (scores) => {
        let held: 'none' | 'long' = 'none';
        let turns = 0;
        for (const score of scores) {
          const action = chooseAction(score, { held, mayShort: false }, config);
          if (action !== 'HOLD') turns += 1;
          if (action === 'BUY') held = 'long';
          if (action === 'SELL') held = 'none';
        }
        expect(turns).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('cannot be configured to leave above where it enters', () => {
    expect(rulesConfigSchema.safeParse({ enter_score: 0.2, leave_score: 0.2 }).success).toBe(false);
  });
});

describe('shareOut', () => {
  it('shares equally without weights, or with ones that are no weights', () => {
    for (const weights of [undefined, {}, { trend: Number.NaN }, { trend: -1, volume: 0 }]) {
      expect(shareOut(weights)).toEqual(
        Object.fromEntries(SIGNAL_NAMES.map((name) => [name, 0.2])),
      );
    }
  });

  it('gives shares that sum to one', () => {
    const shares = shareOut({ trend: 3, volume: 1 });
    expect(shares).toMatchObject({ trend: 0.75, volume: 0.25, momentum: 0 });
  });
});
