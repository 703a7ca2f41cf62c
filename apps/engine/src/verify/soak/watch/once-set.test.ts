import { describe, expect, it } from 'vitest';
import { OnceSet } from './once-set.ts';

describe('a set of texts that were seen', () => {
  it('takes each once, also after it has grown', () => {
    const seen = new OnceSet();
    const ids = Array.from({ length: 50_000 }, (_, index) => `qd-proof-${index.toString(36)}-0`);
    expect(ids.filter((id) => !seen.add(id))).toEqual([]);
    expect(ids.filter((id) => seen.add(id))).toEqual([]);
    expect(seen.size).toBe(ids.length);
    expect(ids.every((id) => seen.has(id))).toBe(true);
    expect(seen.has('qd-proof-never-0')).toBe(false);
  });
});
