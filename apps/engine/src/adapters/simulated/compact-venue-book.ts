import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { dumpVenueMemory, type VenueMemory } from '@quarterdeck/core/simulation/venue-memory';
import type { StatePart } from './load-venue-book.ts';

const ITEMS_PER_LINE = 500;

function* slices<TItem>(items: readonly TItem[]): Generator<readonly TItem[]> {
  for (let at = 0; at < items.length; at += ITEMS_PER_LINE) {
    yield items.slice(at, at + ITEMS_PER_LINE);
  }
}

function* partsOf(memory: VenueMemory): Generator<StatePart> {
  // Reports on their way to a process that has died are lost, as they are on a real wire.
  const { orders, fills, reports: _, ...rest } = dumpVenueMemory(memory);
  yield { ...rest, reports: [] };
  for (const slice of slices(orders)) yield { orders: slice };
  for (const slice of slices(fills)) yield { fills: slice };
}

/** Makes the rename itself durable. */
function syncFolder(path: string): void {
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** Rewrites the log as the state it leads to: beside it first, then in its place in one step. */
export function compactVenueBook(path: string, memory: VenueMemory): void {
  const draft = `${path}.draft`;
  const file = openSync(draft, 'w', 0o600);
  try {
    for (const part of partsOf(memory)) writeSync(file, `${JSON.stringify({ part })}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  syncFolder(path);
}
