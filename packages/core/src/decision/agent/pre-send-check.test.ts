import { describe, expect, it } from 'vitest';
import { preSendConfigSchema } from '../../contract/agent/config/decision.schema.ts';
import { denied } from '../../kernel/verdict.ts';
import { mayReask, preSendCheck, type PreSendFacts, type StaleCode } from './pre-send-check.ts';

const config = preSendConfigSchema.parse({});
const TS = 1_000_000_000;
const snapshot = { ts: TS - 60_000, mid: 50_000, atr: 500, positionVersion: 3 };
const quote = { bid: 49_999, ask: 50_001, ts: TS - 100 };
const facts = (over: Partial<PreSendFacts> = {}): PreSendFacts => ({
  purpose: 'entry',
  horizon: '1h',
  ts: TS,
  snapshot,
  quote,
  positionVersion: 3,
  ...over,
});
const moved = (mid: number) => ({ bid: mid - 1, ask: mid + 1, ts: TS });

describe('preSendCheck', () => {
  it('passes an answer whose world is still there', () => {
    expect(preSendCheck(facts(), config).ok).toBe(true);
  });

  const stale: [StaleCode, Partial<PreSendFacts>][] = [
    ['STALE_SNAPSHOT', { snapshot: { ...snapshot, ts: TS - 130_001 } }],
    ['STALE_SNAPSHOT', { snapshot: { ...snapshot, ts: TS + 1 } }],
    ['STALE_POSITION', { positionVersion: 4 }],
    ['STALE_QUOTE_MISSING', { quote: undefined }],
    ['STALE_QUOTE_MISSING', { quote: { ...quote, bid: 0 } }],
    ['STALE_QUOTE_MISSING', { quote: { ...quote, ask: 49_000 } }],
    ['STALE_QUOTE_MISSING', { quote: { ...quote, bid: Number.NaN } }],
    ['STALE_QUOTE', { quote: { ...quote, ts: TS - 5_001 } }],
    ['STALE_SPREAD', { quote: { bid: 49_900, ask: 50_100, ts: TS } }],
    ['STALE_DRIFT_BPS', { quote: moved(50_201) }],
    ['STALE_DRIFT_BPS', { quote: moved(49_799) }],
    ['STALE_DRIFT_ATR', { snapshot: { ...snapshot, atr: 100 }, quote: moved(50_051) }],
    ['STALE_DRIFT_ATR', { snapshot: { ...snapshot, atr: 0 } }],
    ['STALE_DRIFT_BPS', { snapshot: { ...snapshot, mid: Number.NaN } }],
  ];
  it.each(stale)('vetoes with %s: %j', (code, over) => {
    expect(preSendCheck(facts(over), config)).toMatchObject({ ok: false, code });
  });

  it('gives a longer horizon more time', () => {
    const old = { snapshot: { ...snapshot, ts: TS - 140_000 } };
    expect(preSendCheck(facts({ ...old, horizon: '1h' }), config).ok).toBe(false);
    expect(preSendCheck(facts({ ...old, horizon: '4h' }), config).ok).toBe(true);
  });

  it('lets an exit through a moved price and a wide spread, not through a changed position', () => {
    const far = facts({ purpose: 'exit', quote: { bid: 40_000, ask: 41_000, ts: TS } });
    expect(preSendCheck(far, config).ok).toBe(true);
    expect(preSendCheck({ ...far, positionVersion: 4 }, config)).toMatchObject({
      code: 'STALE_POSITION',
    });
  });
});

describe('mayReask', () => {
  it('allows one fresh question and never a second', () => {
    const veto = denied<StaleCode>('STALE_DRIFT_BPS');
    expect(mayReask(veto, 0, config)).toBe(true);
    expect(mayReask(veto, 1, config)).toBe(false);
    expect(mayReask(veto, 0, { ...config, max_reasks: 0 })).toBe(false);
  });

  it('does not ask again about a market without a price', () => {
    expect(mayReask(denied<StaleCode>('STALE_QUOTE_MISSING'), 0, config)).toBe(false);
  });
});
