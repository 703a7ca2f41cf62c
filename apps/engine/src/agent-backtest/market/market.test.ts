import { expect, it } from 'vitest';
import { agentConfigSchema } from '@quarterdeck/core/contract/agent/config/agent.schema';
import type { AgentSetup } from '@quarterdeck/core/desk-contract';
import { DAY_MS, MINUTE_MS } from '@quarterdeck/core/kernel/clock';
import { tsOfInput } from '@quarterdeck/core/simulation/market-input';
import { BTC, deskOptions, INSTRUMENTS, YEN } from '../../../../../test/support/desk-world.ts';
import { warmUp } from '../warm-up.ts';
import { generateBars } from './generated-bars.ts';
import { generatedInputs } from './generated-inputs.ts';
import { widenAges } from './widen-ages.ts';

const T0 = Date.UTC(2026, 10, 2);
const market = { instruments: INSTRUMENTS, seed: 3, tsStart: T0, days: 0.05, barMs: MINUTE_MS };

const agent: AgentSetup = {
  config: agentConfigSchema.parse({ symbols: [BTC] }),
  symbols: [BTC],
  modelAbsence: '',
  makerFeeBps: 1,
  takerFeeBps: 2,
  wallShiftMs: 0,
  sdkVersion: 'test',
  configHash: '',
  digest: (text) => text,
};
const desk = deskOptions({ strategies: [], agent });

it('makes the same whole bars from the same seed, each beginning where the last one ended', () => {
  const bars = [...generateBars(market)];
  expect([...generateBars(market)]).toEqual(bars);
  expect([...generateBars({ ...market, seed: 4 })]).not.toEqual(bars);
  const own = bars.filter(({ symbol }) => symbol === BTC);
  expect(own).toHaveLength(72);
  for (const [at, bar] of own.entries()) {
    expect(bar.tsOpen).toBe(T0 + at * MINUTE_MS);
    expect(bar.high >= bar.open && bar.low <= bar.close && bar.low > 0n).toBe(true);
    if (at > 0) expect(bar.open).toBe(own[at - 1]?.close);
  }
});

it('moves a longer bar further, as a longer time would', () => {
  const spread = (barMs: number): number => {
    const bars = [...generateBars({ ...market, days: (400 * barMs) / DAY_MS, barMs })];
    const moves = bars.map(({ open, close }) => Math.log(Number(close) / Number(open)));
    return Math.sqrt(moves.reduce((sum, move) => sum + move ** 2, 0) / moves.length);
  };
  expect(spread(15 * MINUTE_MS) / spread(MINUTE_MS)).toBeGreaterThan(2);
});

it('gives quotes and bars of all symbols in the order of time, a bar at its end', () => {
  const inputs = [...generatedInputs(market, 2)];
  const times = inputs.map(tsOfInput);
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  expect(inputs).toHaveLength(72 * 2 * 5);
  const symbols = new Set(inputs.map((each) => (each.type === 'quote' ? each.quote.symbol : BTC)));
  expect([...symbols].toSorted()).toEqual([BTC, YEN]);
});

it('widens ages to the grid of the bars and no further, and leaves ticks alone', () => {
  expect(widenAges(desk, undefined)).toBe(desk);
  const wide = widenAges(desk, 15 * MINUTE_MS);
  expect(wide.risk.stale_after_ms).toBe(302_000);
  expect(wide.agent?.config).toMatchObject({
    decision: { pre_send: { max_quote_age_ms: 302_000 }, snapshot: { quote_max_age_ms: 302_000 } },
    gate: { silence_s: 2_700, shock: { bucket_s: 300 } },
  });
  expect(widenAges(desk, 1_000).agent?.config).toEqual(agent.config);
});

it('hands what lies before trading over as bars, and nothing of it twice', () => {
  const tsFrom = T0 + 65 * MINUTE_MS;
  const all = [...generatedInputs(market, 2)];
  const { history, inputs } = warmUp(all, desk, tsFrom);
  const rest = [...inputs];
  expect(rest).toEqual(all.filter((input) => tsOfInput(input) >= tsFrom));
  const hours = history.filter(({ timeframeMs }) => timeframeMs === 3_600_000);
  expect(hours.map(({ symbol, tsOpen }) => [symbol, tsOpen])).toEqual(
    expect.arrayContaining([[BTC, T0]]),
  );
  expect(history.every(({ tsOpen, timeframeMs }) => tsOpen + timeframeMs <= tsFrom)).toBe(true);
  expect(warmUp(all, desk, undefined)).toEqual({ history: [], inputs: all });
});
