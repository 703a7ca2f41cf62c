import { expect, it } from 'vitest';
import { wireDecisionSchema } from '@quarterdeck/core/contract/agent/decision.schema';
import { createScriptedModel, SCRIPTED_MODELS, type ScriptedName } from './scripted-model.ts';

const shown = (change: number, side?: 'long' | 'short'): string =>
  JSON.stringify({
    symbol: 'BTC/USDT',
    as_of: '2026-11-02T00:00:00.000Z',
    figures: { 'btc.15m.change_pct': [change, 3], 'btc.mid': [60_000, 0] },
    bars: {},
    positions: side === undefined ? [] : [{ symbol: 'BTC/USDT', side, units: 1 }],
  });

const answer = (name: ScriptedName, text: string, seed = 1) =>
  wireDecisionSchema.parse(JSON.parse(createScriptedModel(name, seed)(text)));

it.each(SCRIPTED_MODELS)(
  '%s answers in the shape of a decision and cites what it was shown',
  (name) => {
    for (const change of [-0.4, 0, 0.4]) {
      const said = answer(name, shown(change));
      expect(said.symbol).toBe('BTC/USDT');
      expect(said.evidence.map(({ field }) => field)).toEqual(['btc.15m.change_pct', 'btc.mid']);
    }
  },
);

it('follows the last close, or goes against it, and leaves whole what it holds the other way', () => {
  expect(answer('momentum', shown(0.4)).action).toBe('BUY');
  expect(answer('momentum', shown(-0.4, 'long'))).toMatchObject({
    action: 'SELL',
    size_fraction: 1,
  });
  expect(answer('momentum', shown(0)).action).toBe('HOLD');
  expect(answer('inverted', shown(0.4))).toMatchObject({ action: 'SELL', p_event: 0.9 });
});

it('draws the same answers from the same seed', () => {
  const draw = (seed: number) => {
    const model = createScriptedModel('random', seed);
    return Array.from({ length: 20 }, () => model(shown(0.1)));
  };
  expect(draw(3)).toEqual(draw(3));
  expect(draw(3)).not.toEqual(draw(4));
});

it('refuses a text that is no snapshot', () => {
  expect(() => answer('momentum', '{"symbol":"BTC/USDT"}')).toThrow('figures');
});
