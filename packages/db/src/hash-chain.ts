import { createHash } from 'node:crypto';

const CHAIN_START = '0'.repeat(64);
const VERIFY_PAGE = 1_000;

export interface Link {
  readonly id: number;
  readonly hash: string;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Hash over the hash before and every field, in a fixed order with unambiguous borders. */
const chainHash = (previous: string, id: number, fields: readonly unknown[]): string =>
  sha256(JSON.stringify([previous, id, ...fields]));

/** One append-only table whose rows each prove the one before. */
export interface ChainedTable<TEntry, TRow extends TEntry & Link> {
  /** Everything a row holds but its number and hash, always in the same order. */
  fieldsOf(entry: TEntry): readonly unknown[];
  readNewest(): Link | undefined;
  /** By number, oldest first. */
  readAfter(id: number, limit: number): readonly TRow[];
  /** The newest hash, kept apart: without it, cutting off the newest rows would leave a shorter chain that holds. */
  readonly head: { read(): string | undefined; write(hash: string): void };
  /** Beyond the chain, for what a row points at; made anew for each walk. */
  createRowCheck?(): (row: TRow) => boolean;
}

export interface HashChain<TEntry> {
  /** Number and hash of the next row, noted as the newest; in the transaction that inserts it. */
  link(entry: TEntry): Link;
  /** Number of the first row whose hash or number does not follow from the one before it. */
  findBroken(): number | undefined;
}

export function createHashChain<TEntry, TRow extends TEntry & Link>(
  table: ChainedTable<TEntry, TRow>,
): HashChain<TEntry> {
  const readHead = (): string => table.head.read() ?? CHAIN_START;
  const isNext = (row: TRow, last: Link): boolean =>
    row.id === last.id + 1 && row.hash === chainHash(last.hash, row.id, table.fieldsOf(row));
  return {
    link: (entry) => {
      const id = (table.readNewest()?.id ?? 0) + 1;
      // From the head kept apart, not from the newest row: a row appended behind a cut must not hide it.
      const hash = chainHash(readHead(), id, table.fieldsOf(entry));
      table.head.write(hash);
      return { id, hash };
    },
    findBroken: () => {
      const isWhole = table.createRowCheck?.() ?? (() => true);
      let last: Link = { id: 0, hash: CHAIN_START };
      for (;;) {
        const page = table.readAfter(last.id, VERIFY_PAGE);
        for (const row of page) {
          if (!isNext(row, last) || !isWhole(row)) return last.id + 1;
          last = row;
        }
        if (page.length < VERIFY_PAGE) break;
      }
      return last.hash === readHead() ? undefined : last.id + 1;
    },
  };
}
