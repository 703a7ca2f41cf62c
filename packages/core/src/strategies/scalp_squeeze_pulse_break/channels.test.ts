import { describe, expect, it } from 'vitest';
import { createChannels } from './channels.ts';

const widths = { interval: 5, bollinger_width: 2, keltner_width: 1.5 };

function squeezedAfter(bars: readonly (readonly [close: number, halfRange: number])[]): boolean {
  const channels = createChannels(widths);
  for (const [close, half] of bars) {
    channels.add({ high: close + half, low: close - half, close, volume: 0 });
  }
  return channels.isSqueezed;
}

/** Closes that go up and down by `swing` and on by `step`. */
const tape = (shape: { length: number; swing: number; step: number; half: number }) =>
  Array.from(
    { length: shape.length },
    (_, i) => [100 + (i % 2) * shape.swing + i * shape.step, shape.half] as const,
  );

describe('the bands lie inside the channel', () => {
  it.each([
    ['when closes stay together while bars keep their range', 10, 0.1, 0, 1, true],
    ['not when closes travel further than the bars reach', 10, 0, 1, 0.5, false],
    ['not while they are young', 4, 0.1, 0, 1, false],
    ['not when nothing has any width at all', 10, 0, 0, 0, false],
  ])('%s', (_case, length, swing, step, half, expected) => {
    expect(squeezedAfter(tape({ length, swing, step, half }))).toBe(expected);
  });

  it('by the definition, just where one becomes wider than the other', () => {
    // A steady rise of 1 a bar: deviation of five closes sqrt(2), both centres 2 behind, true range 1 + half.
    const edge = (2 * Math.SQRT2) / 1.5 - 1;
    const at = (half: number) => tape({ length: 200, swing: 0, step: 1, half });
    expect(squeezedAfter(at(edge - 0.001))).toBe(false);
    expect(squeezedAfter(at(edge + 0.001))).toBe(true);
  });

  it.each([
    ['the upper edge after a rise that ends', 1],
    ['the lower edge after a fall that ends', -1],
  ])('with both edges: %s decides alone', (_case, sign) => {
    // Last closes -2, -1, 0, 0, 0: bands from -2.2 to 1.0 around -0.6; channel centre -0.889, half width 1.575.
    const moves = tape({ length: 200, swing: 0, step: sign, half: 0.05 });
    const [last = 0] = moves.at(-1) ?? [];
    expect(squeezedAfter([...moves, [last, 0.525], [last, 0.525]])).toBe(false);
    expect(squeezedAfter([...moves, [last, 0.525], [last, 2]])).toBe(true);
  });
});
