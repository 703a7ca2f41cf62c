import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryConfigSchema } from '../../contract/agent/config/decision.schema.ts';
import type { MemoryOp } from '../../model/agent/decision.ts';
import type { MemoryRecord } from '../../model/agent/memory.ts';
import { BTC } from './answer.fixture.ts';
import { applyMemoryOps, liveMemory } from './memory.ts';

const config = memoryConfigSchema.parse({ max_records: 3, max_chars: 60 });
const author = { decisionId: 'd-1', symbol: BTC, ts: 1_000 };
const add = (ref: string, value: string): MemoryOp => ({ op: 'add', kind: 'lesson', ref, value });
const apply = (ops: MemoryOp[], memory: readonly MemoryRecord[] = []) =>
  applyMemoryOps(memory, { ...author, ops }, config);

describe('applyMemoryOps', () => {
  it('keeps a note with its author and its end', () => {
    expect(apply([add('a', 'note')]).memory).toEqual([
      {
        ref: 'a',
        kind: 'lesson',
        symbol: BTC,
        value: 'note',
        decisionId: 'd-1',
        tsAdded: 1_000,
        tsExpires: 604_801_000,
      },
    ]);
  });

  it('replaces a record of the same name and removes one on request', () => {
    const step = apply([add('a', 'one'), add('a', 'two'), { ...add('a', ''), op: 'expire' }]);
    expect(step.memory).toEqual([]);
    expect(step.changes.map((one) => one.change)).toEqual(['added', 'replaced', 'expired']);
  });

  it('says when there is nothing to remove and when a note can never fit', () => {
    const step = apply([{ ...add('x', ''), op: 'expire' }, add('y', 'y'.repeat(61))]);
    expect(step.changes).toEqual([
      { ref: 'x', change: 'unknown' },
      { ref: 'y', change: 'too_long' },
    ]);
  });

  it('lets the oldest make room', () => {
    const step = apply(['a', 'b', 'c', 'd'].map((ref) => add(ref, 'v')));
    expect(step.memory.map((record) => record.ref)).toEqual(['b', 'c', 'd']);
    expect(step.changes.at(-1)).toEqual({ ref: 'a', change: 'made_room' });
  });

  it('forgets what has ended', () => {
    const { memory } = apply([add('a', 'v')]);
    expect(liveMemory(memory, 604_800_999)).toHaveLength(1);
    expect(liveMemory(memory, 604_801_000)).toHaveLength(0);
  });

  it('never passes its limits, whatever is asked', () => {
    const op = fc.record<MemoryOp>({
      op: fc.constantFrom('add', 'expire'),
      kind: fc.constantFrom('lesson', 'level'),
      ref: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      value: fc.string({ maxLength: 80 }),
    });
    fc.assert(
      fc.property(fc.array(op, { maxLength: 30 }), (ops) => {
        const { memory } = apply(ops);
        const chars = memory.reduce((sum, record) => sum + record.value.length, 0);
        expect(memory.length).toBeLessThanOrEqual(3);
        expect(chars).toBeLessThanOrEqual(60);
        expect(new Set(memory.map((record) => record.ref)).size).toBe(memory.length);
      }),
    );
  });
});
