import { describe, expect, it } from 'vitest';
import { SlidingWindow } from './rate-audit.ts';

describe('a window that slides', () => {
  it('counts what is younger than itself, the newest among it', () => {
    const window = new SlidingWindow(1_000);
    expect(window.note(0)).toBe(1);
    expect(window.note(999)).toBe(2);
    expect(window.note(1_000)).toBe(2);
    expect(window.note(1_998)).toBe(3);
    expect(window.note(5_000)).toBe(1);
  });
});
