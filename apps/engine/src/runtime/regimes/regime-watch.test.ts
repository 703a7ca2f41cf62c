import { describe, expect, it } from 'vitest';
import { macroConfig, hmmConfig } from './regimes.fixture.ts';
import { DAY_MS, HOUR_MS } from '@quarterdeck/core/kernel/clock';
import { parsed, denied } from '@quarterdeck/core/kernel/verdict';
import { fitHmm } from '@quarterdeck/core/market/regimes/fit-hmm';
import type { RegimeFact, RegimeFacts } from '@quarterdeck/core/model/agent/regime-facts';
import { CryptoRegimeReader } from './crypto-regime-reader.ts';
import type { FitTask } from './fit-task.ts';
import { MacroRegimeReader } from './macro-regime-reader.ts';
import { closesUntil } from './regimes.fixture.ts';
import { RegimeWatch } from './regime-watch.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const fact = (state: string): RegimeFact => ({ state, probability: null, tsSource: null, why: '' });

function watchOf() {
  const told: RegimeFacts[] = [];
  const world = { now: NOW, sessionId: 's-1', crypto: fact('calm'), reads: 0 };
  const watch = new RegimeWatch({
    crypto: {
      read: () => {
        world.reads += 1;
        return Promise.resolve(world.crypto);
      },
    },
    macro: { read: () => Promise.resolve(fact('reflation')) },
    now: () => world.now,
    sessionId: () => world.sessionId,
    dispatch: (body) => {
      if (body.type === 'RegimesRead') told.push(body.regimes);
    },
  });
  const check = (signal = new AbortController().signal) => watch.check(signal);
  return { told, world, check };
}

describe('the watch over regimes', () => {
  it('reads at the start and once an hour, and tells only what has changed', async () => {
    const { told, world, check } = watchOf();
    await check();
    await check();
    world.now += HOUR_MS;
    await check();
    expect([world.reads, told.length]).toEqual([2, 1]);
    world.now += HOUR_MS;
    world.crypto = fact('turbulent');
    await check();
    expect(told.map(({ crypto }) => crypto.state)).toEqual(['calm', 'turbulent']);
  });

  it('tells a new session’s desk again', async () => {
    const { told, world, check } = watchOf();
    await check();
    world.sessionId = 's-2';
    await check();
    expect(told).toHaveLength(2);
  });

  it('ends with a stop, whatever it waits for, and tells nothing more', async () => {
    const told: unknown[] = [];
    const never = { read: () => new Promise<RegimeFact>(() => undefined) };
    const watch = new RegimeWatch({
      crypto: never,
      macro: never,
      now: () => NOW,
      sessionId: () => 's-1',
      dispatch: (body) => told.push(body),
    });
    const stop = new AbortController();
    const checked = watch.check(stop.signal);
    stop.abort();
    await checked;
    expect(told).toEqual([]);
  });
});

describe('the crypto regime', () => {
  function readerOf(days: number) {
    const tasks: FitTask[] = [];
    const world = { closes: closesUntil(NOW, days), fails: false };
    const reader = new CryptoRegimeReader({
      config: hmmConfig,
      closes: () => world.closes,
      fitter: {
        start: (task) => {
          tasks.push(task);
          const fit = world.fails
            ? denied('FIT_TIMED_OUT', { timeoutMs: 1 })
            : fitHmm(task.returns, task.options);
          return {
            done: Promise.resolve(fit.ok ? parsed(fit.value) : fit),
            cancel: () => undefined,
          };
        },
      },
    });
    return { reader, tasks, world };
  }

  it('is unknown, with the reason and without a fit, while there are too few days', async () => {
    const { reader, tasks } = readerOf(12);
    expect(await reader.read(NOW)).toMatchObject({
      state: 'unknown',
      probability: null,
      why: `RETURNS_TOO_FEW returns=11 least=${hmmConfig.min_returns}`,
    });
    expect(tasks).toEqual([]);
  });

  it('is read from daily closes, with the probability of the state it names', async () => {
    const { reader } = readerOf(300);
    const { state, probability, tsSource, why } = await reader.read(NOW);
    expect(['calm', 'turbulent']).toContain(state);
    expect(probability).toBeGreaterThanOrEqual(0.5);
    expect([tsSource, why]).toEqual([NOW - 12 * HOUR_MS, '']);
  });

  it('is fitted again only when the fit has grown old, and keeps the old one when that fails', async () => {
    const { reader, tasks, world } = readerOf(300);
    await reader.read(NOW);
    await reader.read(NOW + HOUR_MS);
    expect(tasks).toHaveLength(1);
    const later = NOW + (hmmConfig.refit_after_days + 1) * DAY_MS;
    world.closes = closesUntil(later, 300);
    world.fails = true;
    expect(await reader.read(later)).toMatchObject({ why: '' });
    expect(tasks).toHaveLength(2);
  });

  it('says why there is none when the first fit fails', async () => {
    const { reader, world } = readerOf(300);
    world.fails = true;
    expect(await reader.read(NOW)).toMatchObject({
      state: 'unknown',
      why: 'FIT_TIMED_OUT timeoutMs=1',
    });
  });
});

describe('the macro regime', () => {
  it('without key and file is unknown, says so, and is asked for again an hour later', async () => {
    let nowMs = 0;
    const reader = new MacroRegimeReader({
      config: macroConfig,
      apiKey: null,
      monotonicMs: () => nowMs,
    });
    expect(await reader.read(NOW)).toEqual({
      state: 'unknown',
      probability: null,
      tsSource: null,
      why: 'no FRED key is set and no file is configured',
    });
    nowMs = HOUR_MS;
    expect(await reader.read(NOW)).toMatchObject({ state: 'unknown' });
  });

  it('asks FRED once an hour, also when FRED does not answer, and never says the key', async () => {
    let nowMs = 0;
    let asked = 0;
    const key = `fred-${Math.floor(NOW / 7)}`;
    const reader = new MacroRegimeReader({
      config: macroConfig,
      apiKey: key,
      monotonicMs: () => nowMs,
      fetch: () => {
        asked += 1;
        return Promise.reject(new TypeError(`fetch failed for ?api_key=${key}`));
      },
    });
    const first = await reader.read(NOW);
    await reader.read(NOW);
    expect(asked).toBe(1);
    nowMs = HOUR_MS;
    await reader.read(NOW);
    expect(asked).toBe(2);
    expect(first.why).toMatch(/connection failed/);
    expect(JSON.stringify(first)).not.toContain(key);
  });
});
