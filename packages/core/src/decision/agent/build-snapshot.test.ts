import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snapshotConfigSchema } from '../../contract/agent/config/decision.schema.ts';
import { asSymbolId } from '../../kernel/ids.ts';
import { hashText } from '../../kernel/rng.ts';
import { SIGNAL_NAMES } from '../../model/agent/decision.ts';
import { BTC, ETH, wireAnswer } from './answer.fixture.ts';
import { buildSnapshot, toModelRequest, type Snapshot } from './build-snapshot.ts';
import type { SnapshotCode } from './collect-figures.ts';
import type { SnapshotInput, SnapshotTimeframe } from './snapshot-input.ts';
import { snapshotInput, TS } from './snapshot.fixture.ts';
import { PROMPT_VERSION, STATIC_TEXT } from './static-text.ts';

const config = snapshotConfigSchema.parse({});
function build(over: Partial<SnapshotInput> = {}): Snapshot {
  const snapshot = buildSnapshot(snapshotInput(over), config);
  if (!snapshot.ok) throw new Error(snapshot.code);
  return snapshot.value;
}
const frame = (over: Partial<SnapshotTimeframe>): Partial<SnapshotInput> => ({
  timeframes: snapshotInput().timeframes.map((one) => ({ ...one, ...over })),
});

/** The same value with the keys of every object in reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}

describe('buildSnapshot', () => {
  it('writes this text for this market', () => {
    const { slowText, freshText, id } = build();
    expect(slowText).toMatchInlineSnapshot(
      `"{"fees":{"maker_bps":2,"taker_bps":5},"lessons":[{"figures":{"cost_bps":10,"net_bps":-2},"of":"d-0","symbol":"BTC/USDT","what":"costs_ate_the_gain"}],"limits":{"max_order_notional":2000,"max_stop_bps":400,"may_short":false,"trail_after_bps":800,"trail_distance_bps":1200},"mandate":"Grow the account slowly.","memory":[{"kind":"level","note":"Support \\"held\\" at 49,000","ref":"btc_support","symbol":"BTC/USDT","written_by":"d-1"}],"weights":{"derivatives":0.17,"momentum":0.2,"reversion":0.2,"trend":0.33,"volume":0.1}}"`,
    );
    expect(freshText).toMatchInlineSnapshot(
      `"{"symbol":"BTC/USDT","as_of":"2026-11-20T12:00:00.000Z","bars":{"1h":{"age_s":60,"rows":[[49980,50035.5,49960,50000,12.25],[49930,49985.5,49910,49950,12.25]]}},"decisions":[{"action":"HOLD","age_s":900,"net_bps":null,"outcome":"MODEL_HOLD"}],"figures":{"btc.1h.ema20":[49900,60],"btc.1h.macd_hist":[-0.0000004,60],"btc.1h.rsi14":[55.123457,60],"btc.ask":[50000.5,0.3],"btc.atr":[500,60],"btc.bid":[49999.5,0.3],"btc.funding_bps":[-0.75,600],"btc.mid":[50000,0.3],"btc.spread_bps":[0.2,0.3],"regime.crypto":[0.91,3600]},"positions":[{"age_s":3600,"entry":3000,"gain_bps":33.3,"side":"long","stop":2900,"symbol":"ETH/USDT","target":null,"units":0.5}],"regimes":{"crypto":"low_volatility"}}"`,
    );
    expect(id).toMatchInlineSnapshot(`"btc-1795176000000-650a62fe"`);
  });

  it('gives the same bytes whatever order the keys came in', () => {
    const other = buildSnapshot(reversed(snapshotInput()) as SnapshotInput, config);
    expect(other.ok && other.value.text).toBe(build().text);
  });

  it('gives another text and id when one figure moves', () => {
    const moved = build({ quote: { bid: 49_999, ask: 50_000.5, ts: TS - 250 } });
    expect(moved.text).not.toBe(build().text);
    expect(moved.id).not.toBe(build().id);
  });

  it('names the asked symbol before anything else', () => {
    expect(build().freshText.startsWith('{"symbol":"BTC/USDT",')).toBe(true);
  });

  it('keeps the slow text while only the market and the clock move', () => {
    const later = build({ ts: TS + 500, quote: { bid: 51_000, ask: 51_001, ts: TS } });
    expect(later.slowText).toBe(build().slowText);
    expect(later.staticText).toBe(build().staticText);
  });

  it('has every figure under an id with its source time, bars included', () => {
    const { figures } = build();
    expect(figures.get('btc.1h.rsi14')).toEqual({
      id: 'btc.1h.rsi14',
      value: 55.123456789,
      tsSource: TS - 60_000,
    });
    expect(figures.get('btc.1h.bar1.close')).toMatchObject({
      value: 49_950,
      tsSource: TS - 3_660_000,
    });
    expect(figures.get('btc.mid')?.value).toBe(50_000);
    expect(figures.get('regime.crypto')?.value).toBe(0.91);
    expect(new Set([...figures.values()].map((figure) => figure.id)).size).toBe(figures.size);
  });

  it('names the quote in ids where two symbols share a base', () => {
    const symbols = [BTC, asSymbolId('BTC/USDC')];
    expect(build({ symbols }).figures.has('btcusdt.mid')).toBe(true);
  });

  const refused: [SnapshotCode, Partial<SnapshotInput>][] = [
    ['SNAPSHOT_NOT_FINITE', { quote: { bid: Number.NaN, ask: 50_000, ts: TS } }],
    ['SNAPSHOT_NOT_FINITE', frame({ indicators: { rsi14: Number.NaN } })],
    ['SNAPSHOT_NOT_FINITE', { derivatives: { cvd_ratio: { value: Infinity, tsSource: TS } } }],
    ['SNAPSHOT_NOT_FINITE', { ts: Number.NaN }],
    ['SNAPSHOT_NOT_FINITE', { fees: { makerBps: Number.NaN, takerBps: 5 } }],
    ['SNAPSHOT_PRICE_ZERO', { quote: { bid: 0, ask: 0, ts: TS } }],
    ['SNAPSHOT_PRICE_ZERO', { atr: { value: 0, tsSource: TS, timeframeMs: 3_600_000 } }],
    ['SNAPSHOT_PRICE_ZERO', frame({ bars: [{ open: 0, high: 0, low: 0, close: 0, volume: 0 }] })],
    [
      'SNAPSHOT_PRICE_ZERO',
      { positions: snapshotInput().positions.map((one) => ({ ...one, stopPrice: 0 })) },
    ],
    ['SNAPSHOT_BAR_BROKEN', frame({ bars: [{ open: 5, high: 4, low: 3, close: 4, volume: 1 }] })],
    ['SNAPSHOT_QUOTE_CROSSED', { quote: { bid: 50_001, ask: 50_000, ts: TS } }],
    ['SNAPSHOT_STALE', { quote: { bid: 49_999, ask: 50_000, ts: TS - 10_001 } }],
    ['SNAPSHOT_STALE', frame({ tsClose: TS - 7_200_001 })],
    ['SNAPSHOT_STALE', { derivatives: { funding_bps: { value: 1, tsSource: TS - 1_800_001 } } }],
    ['SNAPSHOT_FROM_FUTURE', { quote: { bid: 49_999, ask: 50_000, ts: TS + 1 } }],
    ['SNAPSHOT_WITHOUT_BARS', { timeframes: [] }],
    ['SNAPSHOT_WITHOUT_BARS', frame({ bars: [] })],
    ['SNAPSHOT_SYMBOL_UNKNOWN', { symbols: [ETH] }],
    [
      'SNAPSHOT_ID_TWICE',
      { timeframes: [...snapshotInput().timeframes, ...snapshotInput().timeframes] },
    ],
  ];
  it.each(refused)('refuses with %s instead of asking: %j', (code, over) => {
    expect(buildSnapshot(snapshotInput(over), config)).toMatchObject({ ok: false, code });
  });

  it('keeps a hostile note inside its value, whatever it is made of', () => {
    const [record] = snapshotInput().memory;
    if (record === undefined) throw new Error('the fixture has a note');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (value) => {
        const slow = JSON.parse(build({ memory: [{ ...record, value }] }).slowText) as {
          memory: Record<string, unknown>[];
        };
        expect(Object.keys(slow)).toEqual(Object.keys(JSON.parse(build().slowText) as object));
        expect(slow.memory).toHaveLength(1);
        expect(Object.keys(slow.memory[0] ?? {})).toEqual([
          'kind',
          'note',
          'ref',
          'symbol',
          'written_by',
        ]);
      }),
    );
  });

  it('leaves out notes and lessons that have ended', () => {
    const ended = build({
      ts: TS + 1,
      memory: snapshotInput().memory.map((one) => ({ ...one, tsExpires: TS })),
    });
    expect(ended.slowText).toContain('"memory":[]');
  });

  it('becomes a request whose texts go from the slowest to the newest', () => {
    const call = {
      model: 'm',
      effort: 'low',
      maxTokens: 9_000,
      deadlineMs: 120_000,
      schema: {},
    } as const;
    const request = toModelRequest(build(), call);
    expect(request).toMatchObject({
      ...call,
      staticText: STATIC_TEXT,
      freshText: build().freshText,
    });
  });
});

describe('the static text', () => {
  it('belongs to its version: change the text and both lines here change', () => {
    expect([PROMPT_VERSION, hashText(STATIC_TEXT).toString(16)]).toMatchInlineSnapshot(`
      [
        "qd-agent-1",
        "1e7cc73e",
      ]
    `);
  });

  it('is long enough to be cached and holds nothing that changes', () => {
    // 512 tokens at a generous six characters each.
    expect(STATIC_TEXT.length).toBeGreaterThan(512 * 6);
    expect(STATIC_TEXT).not.toMatch(/\d{4}-\d{2}-\d{2}|\d{10}/);
  });

  it('names every field of the answer, every signal and every word of the closed lists', () => {
    const names = [
      ...Object.keys(wireAnswer()),
      ...SIGNAL_NAMES,
      'ABSTAIN',
      'up_1atr_before_down_1atr',
    ];
    for (const name of names) expect(STATIC_TEXT).toContain(name);
  });

  it('never asks for a transcript of reasoning', () => {
    expect(STATIC_TEXT).not.toMatch(/think step|chain of thought|reasoning|thoughts/i);
  });
});
