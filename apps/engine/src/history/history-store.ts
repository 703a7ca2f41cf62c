import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { formatUnits, asPrice } from '@quarterdeck/core/kernel/decimal';
import { ensureInvariant } from '@quarterdeck/core/kernel/ensure';
import type { BarColumns, ColumnBlock } from '@quarterdeck/core/model/columns';
import { acquireExclusiveLock } from '@quarterdeck/db/exclusive-lock';
import type { ColumnFileHead, ColumnFileOutline } from './columns/column-file-head.ts';
import { ColumnFileWriter } from './columns/column-file-writer.ts';
import { createBlock, ROWS_PER_GROUP } from './columns/column-layout.ts';
import { openColumns } from './columns/open-columns.ts';
import { FinestDecimals } from './finest-decimals.ts';
import { HistoryError } from './history-error.ts';
import { mergeBars, type Contradiction, type MergeOutcome } from './merge-bars.ts';
import { formatSeries, parseSeries, type Series } from './series.ts';

/** What one appending did. */
export interface AppendOutcome {
  readonly added: number;
  readonly repeated: number;
  /** Candles that stand now. */
  readonly rows: number;
}

export interface StoredSeries {
  readonly series: Series;
  readonly file: string;
  readonly head: ColumnFileHead;
}

const EXTENSION = '.columns';

export const barsIn = (blocks: Iterable<ColumnBlock>): Iterable<BarColumns> => {
  const bars = function* () {
    for (const block of blocks) {
      ensureInvariant(block.kind === 'bars', 'the history store keeps bars');
      yield block;
    }
  };
  return { [Symbol.iterator]: bars };
};

const NOTHING: Iterable<BarColumns> = [];

const timeOf = (ts: number): string => new Date(ts).toISOString().replace('.000Z', 'Z');

function describe({ ts, stored, offered }: Contradiction): string {
  const text = (figures: readonly number[]) =>
    figures
      .slice(0, 4)
      .map((units) => formatUnits(asPrice(BigInt(units))))
      .concat(String(figures[4]))
      .join('/');
  return `${timeOf(ts)} stored ${text(stored)}, offered ${text(offered)}`;
}

/**
 * Candles of every venue, symbol and timeframe, one column file a series below `<home>/history`. A file is
 * replaced whole and only when it gains candles; writers in different processes wait for nobody: the second is told.
 */
export class HistoryStore {
  readonly #folder: string;

  constructor(home: string) {
    this.#folder = join(resolve(home), 'history');
  }

  fileOf(series: Series): string {
    const [, symbol = '', ...rest] = formatSeries(series).split(':');
    return join(
      this.#folder,
      series.venue,
      symbol.replace('/', '-'),
      `${rest.join('-')}${EXTENSION}`,
    );
  }

  /** Undefined when nothing is stored. ColumnFileError when the file is damaged. */
  find(series: Series): StoredSeries | undefined {
    const file = this.fileOf(series);
    return existsSync(file) ? { series, file, head: openColumns(file).head } : undefined;
  }

  list(): readonly StoredSeries[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder, { recursive: true })
      .map(String)
      .toSorted()
      .flatMap((path) => {
        const [venue = '', symbol = '', name = ''] = path.split('/');
        const parts = name.endsWith(EXTENSION) ? name.slice(0, -EXTENSION.length) : '';
        const text = [venue, symbol.replace('-', '/'), ...parts.split('-')].join(':');
        const series = parseSeries(text);
        return series === undefined ? [] : (this.find(series) ?? []);
      });
  }

  /** Stored candles, oldest first; a block is valid until the next. */
  bars(series: Series): Iterable<BarColumns> {
    const stored = this.find(series);
    return stored === undefined ? NOTHING : barsIn(openColumns(stored.file).blocks());
  }

  /**
   * Adds candles that are not there yet, wherever they belong. HistoryError when some differ from those that
   * stand (they are named, nothing is stored) or another process is writing.
   */
  append(series: Series, offered: Iterable<BarColumns>, sizeDecimals: number): AppendOutcome {
    const release = this.#lock();
    try {
      return this.#merge(series, offered, sizeDecimals);
    } finally {
      release();
    }
  }

  #lock(): () => void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const file = join(this.#folder, 'history.lock');
    const lock = acquireExclusiveLock(file);
    if (lock === undefined) throw new HistoryError(`another process is writing to ${this.#folder}`);
    return () => lock.release();
  }

  #merge(series: Series, offered: Iterable<BarColumns>, offeredDecimals: number): AppendOutcome {
    const before = this.find(series)?.head;
    const sizeDecimals = Math.min(before?.sizeDecimals ?? offeredDecimals, offeredDecimals);
    const finest = new FinestDecimals(sizeDecimals);
    const outline = this.#outline(series, sizeDecimals);
    const { block } = createBlock(outline, ROWS_PER_GROUP);
    ensureInvariant(block.kind === 'bars', 'the history store keeps bars');
    const writer = new ColumnFileWriter(this.fileOf(series), outline);
    try {
      const merged = mergeBars({
        stored: this.bars(series),
        offered,
        block,
        write: (full, rows) => {
          finest.look(full, rows);
          writer.write(full, rows);
        },
      });
      this.#refuseContradictions(series, merged);
      const { added, repeated, rows } = merged;
      const isVolumeRounded = merged.hasRounded || before?.isVolumeRounded === true;
      if (added > 0) writer.finish({ ...finest.figures(), isVolumeRounded });
      return { added, repeated, rows };
    } finally {
      writer.abandon();
    }
  }

  #outline({ symbol, timeframeMs, side }: Series, sizeDecimals: number): ColumnFileOutline {
    const figures = { priceDecimals: 0, qtyDecimals: null, firstPrice: 0, isVolumeRounded: false };
    return { kind: 'bars', symbol, timeframeMs, side, sizeDecimals, ...figures, source: null };
  }

  #refuseContradictions(series: Series, merged: MergeOutcome): void {
    const { contradictionCount: count, contradictions } = merged;
    if (count === 0) return;
    const named = contradictions.slice(0, 3).map(describe).join('; ');
    const more = count > 3 ? `; and ${count - 3} more` : '';
    const what = count === 1 ? '1 candle differs' : `${count} candles differ`;
    throw new HistoryError(
      `${formatSeries(series)}: ${what} from what is stored, nothing was changed: ${named}${more}`,
    );
  }
}
