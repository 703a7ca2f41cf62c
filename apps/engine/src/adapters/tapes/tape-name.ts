import { basename } from 'node:path';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@quarterdeck/core/kernel/clock';

/** Which price a candle file holds; `last` when its name does not say. */
export type PriceSide = 'bid' | 'ask' | 'mid' | 'mark' | 'last';

/** What `venue_SYMBOL_kind_from_to.csv.gz` says; every part may be missing. */
export interface TapeName {
  /** As written, without the side: `BTCUSDT`, `BTC-PERP`. */
  readonly symbolText: string;
  readonly side: PriceSide;
  readonly timeframeMs: number | undefined;
  /** Name with the side taken out: equal for the two files of a bid/ask pair. */
  readonly pairKey: string;
}

/** A tape as it stands on the command line: `FILE`, or `SYMBOL=FILE` to name the instrument outright. */
export interface TapeRequest {
  readonly file: string;
  readonly symbol: string | undefined;
}

const EXPLICIT_SYMBOL = /^([A-Z0-9]{2,10}\/[A-Z0-9]{2,10})=(.+)$/;

export function parseTapeRequest(text: string): TapeRequest {
  const match = EXPLICIT_SYMBOL.exec(text);
  return { file: match?.[2] ?? text, symbol: match?.[1] };
}

const TIMEFRAME_UNIT_MS: Readonly<Record<string, number>> = {
  s: SECOND_MS,
  m: MINUTE_MS,
  h: HOUR_MS,
  d: DAY_MS,
};

function parseTimeframe(part: string): number | undefined {
  const match = /^([1-9]\d{0,3})([smhd])$/.exec(part);
  const unitMs = TIMEFRAME_UNIT_MS[match?.[2] ?? ''];
  return unitMs === undefined ? undefined : Number(match?.[1]) * unitMs;
}

export function parseTapeName(file: string): TapeName {
  const stem = basename(file).replace(/(\.csv)?(\.gz)?$/i, '');
  const parts = stem.split('_');
  const named = (parts.length > 1 ? parts[1] : parts[0]) ?? '';
  const side = /-(bid|ask|mid|mark)$/.exec(named)?.[1] as PriceSide | undefined;
  return {
    symbolText: side === undefined ? named : named.slice(0, -side.length - 1),
    side: side ?? 'last',
    timeframeMs: parts
      .slice(2)
      .map(parseTimeframe)
      .find((ms) => ms !== undefined),
    pairKey: stem.replace(/-(bid|ask)(?=_|$)/, ''),
  };
}
