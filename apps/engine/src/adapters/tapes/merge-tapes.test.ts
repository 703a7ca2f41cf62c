import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { price, ZERO_QTY } from '@quarterdeck/core/kernel/decimal';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { MarketInput } from '../../ports/venue.ts';
import { mergeTapes } from './merge-tapes.ts';
import type { Tape, TapeBatch } from './tape.ts';
import { collect } from './tape-files.fixture.ts';

const quoteAt = (name: string, tsEvent: number): MarketInput => ({
  type: 'quote',
  quote: {
    symbol: asSymbolId(name),
    bid: price('1'),
    ask: price('2'),
    bidQty: ZERO_QTY,
    askQty: ZERO_QTY,
    tsEvent,
  },
});

interface TapeStub extends Tape {
  isClosed: boolean;
}

/** A tape in memory, cut into batches; `failure` comes after its last row. */
function tapeOf(name: string, batches: readonly (readonly number[])[], failure?: Error): TapeStub {
  const tape: TapeStub = {
    description: name,
    symbol: asSymbolId(name),
    heads: [],
    counts: { rows: 0, skippedRows: 0 },
    isClosed: false,
    async *batches(): AsyncGenerator<TapeBatch> {
      try {
        for (const stamps of batches) {
          await Promise.resolve();
          yield stamps.map((ts) => quoteAt(name, ts));
        }
        if (failure !== undefined) throw failure;
      } finally {
        tape.isClosed = true;
      }
    },
  };
  return tape;
}

const label = (input: MarketInput) =>
  input.type === 'quote' ? `${input.quote.symbol}${input.quote.tsEvent}` : input.type;

const merged = async (...tapes: Tape[]) => (await collect(mergeTapes(tapes))).map(label).join(' ');

describe('mergeTapes', () => {
  it('orders several tapes by time', async () => {
    expect(await merged(tapeOf('A', [[1, 4], [5]]), tapeOf('B', [[2], [3, 6]]))).toBe(
      'A1 B2 B3 A4 A5 B6',
    );
  });

  it('gives equal times to the tape named first, also over borders of batches', async () => {
    expect(await merged(tapeOf('A', [[1], [1], [2]]), tapeOf('B', [[1, 1], [2]]))).toBe(
      'A1 A1 B1 B1 A2 B2',
    );
    expect(await merged(tapeOf('B', [[1, 1], [2]]), tapeOf('A', [[1], [1], [2]]))).toBe(
      'B1 B1 A1 A1 B2 A2',
    );
  });

  it('goes on with the others when one tape ends, and takes empty ones', async () => {
    expect(await merged(tapeOf('A', [[1]]), tapeOf('N', []), tapeOf('B', [[], [2, 3]]))).toBe(
      'A1 B2 B3',
    );
    expect(await merged()).toBe('');
  });

  it('delivers what stands before a bad row, then fails, and closes every tape', async () => {
    const good = tapeOf('A', [[1, 2, 9]]);
    const bad = tapeOf('B', [[3, 4]], new Error('bad row'));
    const seen: string[] = [];
    const reading = (async () => {
      for await (const batch of mergeTapes([good, bad])) seen.push(...batch.map(label));
    })();
    await expect(reading).rejects.toThrow('bad row');
    expect(seen.join(' ')).toBe('A1 A2 B3 B4');
    expect([good.isClosed, bad.isClosed]).toEqual([true, true]);
  });

  it('equals a stable sort by time for any tapes', async () => {
    const stamps = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 30 });
    const cut = (rows: readonly number[], size: number) =>
      Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
        rows.slice(index * size, (index + 1) * size),
      );
    const property = fc.asyncProperty(
      fc.array(stamps, { maxLength: 4 }),
      fc.integer({ min: 1, max: 7 }),
      async (files, size) => {
        const sorted = files.map((rows) => rows.toSorted((left, right) => left - right));
        const tapes = sorted.map((rows, index) => tapeOf(`T${index}:`, cut(rows, size)));
        const expected = sorted
          .flatMap((rows, index) => rows.map((ts) => ({ ts, text: `T${index}:${ts}` })))
          .toSorted((left, right) => left.ts - right.ts)
          .map(({ text }) => text);
        expect(await merged(...tapes)).toBe(expected.join(' '));
      },
    );
    await fc.assert(property, { numRuns: 300, seed: 11 });
  });
});
