import path from 'node:path';
import { DAY_MS, type EpochMs } from '@quarterdeck/core/kernel/clock';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import { openTapes } from '../../adapters/tapes/open-tapes.ts';
import type { Tape } from '../../adapters/tapes/tape.ts';
import type { TapeBars } from '../../runtime/config/replay-desk-options.ts';
import type { RecordedDay } from './recorded-days.ts';
import { windowTape } from './window-tape.ts';

/** Put in full around prices of one-sided bars: about what these markets show. */
const BAR_SPREAD_BPS = 1;
const WEEK_MS = 7 * DAY_MS;

export interface OpenDay {
  readonly instruments: readonly Instrument[];
  readonly bars: TapeBars;
  /** Cut to the day, at the times they are played at. */
  readonly tapes: readonly Tape[];
  /** In words: which markets, from when to when. */
  readonly played: string;
}

/** TapeError when one of the files is no tape. */
export async function openDay(day: RecordedDay, recordedFolder: string): Promise<OpenDay> {
  const { tsFrom, tsTo } = day;
  const { tapes, instruments } = await openTapes(
    day.tapes.map(({ file }) => path.join(recordedFolder, file)),
    { instruments: [], skipBadRows: false, candleSpreadBps: BAR_SPREAD_BPS },
  );
  const movedOf = ({ heads }: Tape): number =>
    day.tapes.find(({ file }) => heads.some((head) => head.file.endsWith(file)))?.movedMs ?? 0;
  const marketOf = ({ symbol }: Instrument): string => {
    const own = tapes.filter((tape) => tape.symbol === symbol).map(movedOf);
    const weeks = Math.max(...own) / WEEK_MS;
    return weeks === 0 ? symbol : `${symbol} moved by ${weeks} weeks`;
  };
  return {
    instruments,
    bars: tapes.flatMap(({ heads }) => heads.map(({ timeframeMs }) => timeframeMs)),
    tapes: tapes.map((tape) => windowTape(tape, { movedMs: movedOf(tape), tsFrom, tsTo })),
    played: `${minute(tsFrom)} to ${minute(tsTo)} UTC: ${instruments.map(marketOf).join(', ')}`,
  };
}

const minute = (ts: EpochMs): string => new Date(ts).toISOString().slice(0, 16);
