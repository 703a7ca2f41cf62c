import { describe, expect, it } from 'vitest';
import { createPulse, isPulse } from './pulse.ts';

const limits = { pulse_range: 1.5, pulse_volume: 2 };

describe('a pulse', () => {
  it.each([
    ['has range and volume', 1.5, 2, true],
    ['lacks range', 1.4, 9, false],
    ['lacks volume', 9, 1.9, false],
    ['is judged by its range alone where no volume is known', 1.5, Number.NaN, true],
    ['is none while the averages are young', Number.NaN, Number.NaN, false],
  ])('%s', (_case, rangeRatio, volumeRatio, expected) => {
    expect(isPulse({ rangeRatio, volumeRatio }, limits)).toBe(expected);
  });
});

describe('its measures', () => {
  const bar = (volume: number) => ({ high: 101, low: 100, close: 100.5, volume });

  it('set the true range against the ATR before, the gap from the last close included', () => {
    const pulse = createPulse({ interval: 5 });
    pulse.add(bar(0), 1);
    expect(pulse.rangeRatio).toBeNaN();
    pulse.add({ high: 104, low: 103, close: 104, volume: 0 }, 2);
    expect(pulse.rangeRatio).toBeCloseTo((104 - 100.5) / 2, 10);
  });

  it('set the volume against the average of the bars before, itself left out', () => {
    const pulse = createPulse({ interval: 5 });
    for (let i = 0; i < 5; i += 1) pulse.add(bar(10), 1);
    expect(pulse.volumeRatio).toBeNaN();
    pulse.add(bar(30), 1);
    expect(pulse.volumeRatio).toBeCloseTo(3, 10);
  });

  it('know no volume where bars move without any, even after a history that had some', () => {
    const pulse = createPulse({ interval: 5 });
    for (let i = 0; i < 6; i += 1) pulse.add(bar(10), 1);
    pulse.add(bar(0), 1);
    expect(pulse.volumeRatio).toBeNaN();
  });
});
