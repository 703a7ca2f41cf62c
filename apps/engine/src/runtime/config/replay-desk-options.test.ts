import { describe, expect, it } from 'vitest';
import { join, resolve } from 'node:path';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import { listUnreadStrategies } from './list-unread-strategies.ts';
import { loadConfig } from './load-config.ts';
import { replayDeskOptions, type TapeBars } from './replay-desk-options.ts';
import { toDeskOptions } from './to-desk-options.ts';

const PROJECT = resolve(import.meta.dirname, '../../../../..');
const MACD = 'scalp_macd_rsi_div';
const HOUR_MS = 3_600_000;

function shippedDesk(): DeskOptions {
  const loaded = loadConfig(join(PROJECT, 'config/quarterdeck.yaml'), {
    strategyFolder: join(PROJECT, 'config/strategies'),
    catalogue: strategyCatalogue,
  });
  if (!loaded.ok) throw new Error('the shipped config is refused');
  return toDeskOptions(loaded.value, 'test');
}

function deskOn(bars: TapeBars, params: Readonly<Record<string, unknown>> = {}): DeskOptions {
  const desk = shippedDesk();
  const strategies = desk.strategies.map((setup) =>
    setup.strategy.id === MACD ? { ...setup, params: { ...setup.params, ...params } } : setup,
  );
  return replayDeskOptions({ ...desk, strategies }, desk.instruments.slice(0, 1), bars);
}

const barsOf = (desk: DeskOptions): readonly number[] | undefined =>
  desk.strategies.find(({ strategy }) => strategy.id === MACD)?.strategy.timeframesMs;

describe('a replay of bars', () => {
  it.each([300_000, HOUR_MS, 24 * HOUR_MS])(
    'gives a strategy of the finest bars the tape’s own of %i ms',
    (barMs) => {
      const desk = deskOn([barMs]);
      expect(barsOf(desk)).toEqual([5_000, 60_000, barMs]);
      expect(listUnreadStrategies(desk, { bars: [barMs], hasTrades: false })).not.toContain(MACD);
    },
  );

  it.each([[undefined], [60_000], [5_000]])('adds nothing where a tape builds them: %s', (bar) => {
    expect(barsOf(deskOn([bar]))).toEqual([5_000, 60_000]);
  });

  it('names a strategy that reads nothing of the tape', () => {
    const desk = deskOn([HOUR_MS], { bars: '5s' });
    expect(barsOf(desk)).toEqual([5_000, 60_000]);
    expect(listUnreadStrategies(desk, { bars: [HOUR_MS], hasTrades: false })).toContain(MACD);
  });
});
