import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import type { Trade } from '@quarterdeck/core/model/tick';
import { tradeQuote } from '@quarterdeck/core/simulation/trade-quotes';
import { createBidAskTape } from './bid-ask-tape.ts';
import { createCandleQuotes } from './candle-inputs.ts';
import { inspectTape, type TapeHead } from './inspect-tape.ts';
import { instrumentFromTape } from './instrument-from-tape.ts';
import { createTape, type Tape, type TapeOptions } from './tape.ts';
import { TapeError } from './tape-error.ts';
import { parseTapeName, parseTapeRequest, type TapeRequest } from './tape-name.ts';

export interface OpenTapesOptions {
  /** Configured instruments: they win over what a tape suggests. */
  readonly instruments: readonly Instrument[];
  readonly skipBadRows: boolean;
  /** Full spread put around candles of a single price and behind trades without quotes. */
  readonly candleSpreadBps: number;
}

export interface OpenTapes {
  readonly tapes: readonly Tape[];
  /** Instruments of the tapes, configured or derived, in the order of the files. */
  readonly instruments: readonly Instrument[];
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}

/** The other half of a `-bid` or `-ask` file, when it lies beside it. */
async function findPartner(request: TapeRequest): Promise<TapeRequest | undefined> {
  const { side } = parseTapeName(request.file);
  if (side !== 'bid' && side !== 'ask') return undefined;
  const other = side === 'bid' ? '-ask' : '-bid';
  const name = basename(request.file).replace(/-(bid|ask)(?=_|\.)/, other);
  const file = join(dirname(request.file), name);
  return file !== request.file && (await exists(file)) ? { ...request, file } : undefined;
}

/** Every file once, each half of a bid/ask pair followed by its partner. */
export async function withPartners(
  requests: readonly TapeRequest[],
): Promise<readonly TapeRequest[]> {
  const known = new Map<string, TapeRequest>();
  for (const request of requests) {
    if (known.has(request.file)) continue;
    known.set(request.file, request);
    const partner = await findPartner(request);
    if (partner !== undefined && !known.has(partner.file)) known.set(partner.file, partner);
  }
  return [...known.values()];
}

/** Heads that make one tape: a bid/ask pair of candles, or a file by itself. */
function groupHeads(heads: readonly TapeHead[]): readonly (readonly TapeHead[])[] {
  const groups = new Map<string, TapeHead[]>();
  for (const head of heads) {
    const isHalf = head.format === 'candles' && (head.side === 'bid' || head.side === 'ask');
    const key = isHalf ? `${dirname(head.file)}/${head.pairKey}` : head.file;
    groups.set(key, [...(groups.get(key) ?? []), head]);
  }
  return [...groups.values()];
}

function tapeOf(group: readonly TapeHead[], options: TapeOptions): Tape {
  const bid = group.find((head) => head.side === 'bid');
  const ask = group.find((head) => head.side === 'ask');
  if (bid?.timeframeMs !== undefined && ask?.timeframeMs === bid.timeframeMs) {
    return createBidAskTape({ bid, ask, timeframeMs: bid.timeframeMs }, options);
  }
  const [head] = group;
  if (head === undefined) throw new RangeError('a tape needs a file');
  if (group.length > 1) throw new TapeError(head.file, 'bid and ask bars differ in timeframe');
  return createTape(head, options);
}

function instrumentsOf(
  heads: readonly TapeHead[],
  configured: readonly Instrument[],
): ReadonlyMap<SymbolId, Instrument> {
  const instruments = new Map<SymbolId, Instrument>();
  for (const { symbol } of heads) {
    const own = heads.filter((head) => head.symbol === symbol);
    const known = configured.find((instrument) => instrument.symbol === symbol);
    instruments.set(symbol, known ?? instrumentFromTape(symbol, own));
  }
  return instruments;
}

/**
 * Opens the files of a replay, each written as `FILE` or `BASE/QUOTE=FILE`. The `-bid` and `-ask` halves
 * of candle files become one tape, also when only one half was named. TapeError when a file is no tape.
 */
export async function openTapes(
  files: readonly string[],
  options: OpenTapesOptions,
): Promise<OpenTapes> {
  const symbols = options.instruments.map((instrument) => instrument.symbol);
  const requests = await withPartners(files.map(parseTapeRequest));
  const heads = await Promise.all(requests.map((request) => inspectTape(request, symbols)));
  const instruments = instrumentsOf(heads, options.instruments);
  const tapes = groupHeads(heads).map((group) => {
    const instrument = instruments.get(group[0]?.symbol ?? ('' as SymbolId));
    if (instrument === undefined) throw new RangeError('a tape without an instrument');
    const { skipBadRows, candleSpreadBps: spreadBps } = options;
    const { symbol, tickSize } = instrument;
    const quoteOfTrade = (trade: Trade) => tradeQuote(trade, { tickSize, spreadBps });
    const showsQuotes = heads.some((head) => head.symbol === symbol && head.format !== 'trades');
    return tapeOf(group, {
      skipBadRows,
      candleQuotes: createCandleQuotes(instrument, spreadBps),
      ...(showsQuotes ? {} : { quoteOfTrade }),
    });
  });
  return { tapes, instruments: [...instruments.values()] };
}
