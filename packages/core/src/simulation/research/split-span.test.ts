import { describe, expect, it } from 'vitest';
import { splitSpan, walkForwardWindows, type WalkForwardPlan } from './split-span.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const SPAN = { from: 0, to: 100 * DAY };

function windowsOf(plan: WalkForwardPlan, span = SPAN) {
  const made = walkForwardWindows(span, plan);
  if (!made.ok) throw new Error(made.code);
  return made.value;
}

describe('a split of the data', () => {
  it('keeps the last part from the search, without a moment in both', () => {
    expect(splitSpan(SPAN, 0.3)).toEqual({
      inSample: { from: 0, to: 70 * DAY - 1 },
      outOfSample: { from: 70 * DAY, to: 100 * DAY },
    });
  });

  it('leaves everything to the search when nothing is to be kept', () => {
    expect(splitSpan(SPAN, 0)).toEqual({ inSample: SPAN, outOfSample: undefined });
  });
});

describe('walk-forward windows', () => {
  it('roll: searches of one length, and what is traded lies end to end up to the end', () => {
    const windows = windowsOf({ windows: 6, outOfSampleShare: 0.2, mode: 'rolling' });
    expect(windows.map(({ inSample }) => (inSample.to + 1 - inSample.from) / DAY)).toEqual(
      windows.map(() => 40),
    );
    expect(windows.map(({ outOfSample }) => outOfSample.from / DAY)).toEqual([
      40, 50, 60, 70, 80, 90,
    ]);
    expect(windows.at(-1)?.outOfSample.to).toBe(SPAN.to);
  });

  it('are anchored: every search begins where the data does', () => {
    const windows = windowsOf({ windows: 6, outOfSampleShare: 0.2, mode: 'anchored' });
    expect(windows.every(({ inSample }) => inSample.from === 0)).toBe(true);
    expect(windows.map(({ inSample }) => (inSample.to + 1) / DAY)).toEqual([
      40, 50, 60, 70, 80, 90,
    ]);
  });

  it('never overlap in what they trade, and search only what lies before it', () => {
    const odd = { from: 1_700_000_123_456, to: 1_700_000_123_456 + 31 * DAY + 7 * MINUTE };
    for (const mode of ['rolling', 'anchored'] as const) {
      const windows = windowsOf({ windows: 7, outOfSampleShare: 0.31, mode }, odd);
      for (const [index, { inSample, outOfSample }] of windows.entries()) {
        expect(inSample.to).toBe(outOfSample.from - 1);
        const next = windows[index + 1];
        if (next !== undefined) expect(next.outOfSample.from).toBe(outOfSample.to + 1);
      }
    }
  });

  it('are refused where a part would be no time at all', () => {
    const plan = { windows: 50, outOfSampleShare: 0.2, mode: 'rolling' } as const;
    expect(walkForwardWindows({ from: 0, to: 10 * MINUTE }, plan)).toMatchObject({
      code: 'WINDOWS_TOO_SHORT',
    });
  });
});
