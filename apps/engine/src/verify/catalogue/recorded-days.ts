import { DAY_MS, HOUR_MS, MINUTE_MS, type EpochMs } from '@quarterdeck/core/kernel/clock';
import type { ProofKind } from '@quarterdeck/core/contract/proof/proof-report.schema';

export interface RecordedTape {
  /** As replays name it: a path below the recorded data; a `-bid` file brings its `-ask`. */
  readonly file: string;
  readonly movedMs: number;
}

/** Markets of one day, played side by side. */
export interface RecordedDay {
  readonly name: string;
  readonly tapes: readonly RecordedTape[];
  readonly tsFrom: EpochMs;
  readonly tsTo: EpochMs;
}

/**
 * Gold and the euro were recorded in the week of 5 May 2014, bitcoin and ether in that of 5 August 2024: 535 whole weeks
 * later. Moved by these, each market keeps its weekday and its hour, and it is summer time in both.
 */
const WEEKS_BETWEEN_MS = 535 * 7 * DAY_MS;

const asRecorded = (file: string): RecordedTape => ({ file, movedMs: 0 });
const moved = (file: string): RecordedTape => ({ file, movedMs: WEEKS_BETWEEN_MS });

const MONDAY = Date.UTC(2024, 7, 5);
const THURSDAY = Date.UTC(2024, 7, 8);
/** The pair learns for eight hours of minutes before it acts. */
const BEFORE_MONDAY = MONDAY - 9 * HOUR_MS;

const BITCOIN_MINUTES = asRecorded('candles/binance_BTCUSDT_1m_20240726_20240825.csv.gz');
const ETHER_MINUTES = asRecorded('candles/binance_ETHUSDT_1m_20240726_20240825.csv.gz');
const EURO_QUOTES = moved('quotes/oanda_EURUSD_quotes_20140504T2100_20140509T2059.csv.gz');
const GOLD_QUOTES = moved('quotes/oanda_XAUUSD_quotes_20140505T0000_20140505T2359.csv.gz');
const GOLD_MINUTES = moved('candles/oanda_XAUUSD-bid_1m_20140501_20140515.csv.gz');
const BITCOIN_TICKS = [
  asRecorded('quotes/binanceusdm_BTCUSDT_quotes_20240808T2354_20240809T0000.csv.gz'),
  asRecorded('trades/binanceusdm_BTCUSDT_trades_20240808T2354_20240808T2359.csv.gz'),
];

/** The fall of August 2024 with the hours before it: all three openings, gold quote by quote, both coins by the minute. */
const monday: RecordedDay = {
  name: 'monday',
  tapes: [BITCOIN_MINUTES, ETHER_MINUTES, GOLD_QUOTES, EURO_QUOTES],
  tsFrom: BEFORE_MONDAY,
  tsTo: MONDAY + DAY_MS,
};

/** An afternoon of a central bank in the euro; in its last minutes bitcoin quote by quote and trade by trade. */
const thursday: RecordedDay = {
  name: 'thursday',
  tapes: [...BITCOIN_TICKS, ETHER_MINUTES, GOLD_MINUTES, EURO_QUOTES],
  tsFrom: THURSDAY + 11 * HOUR_MS,
  tsTo: THURSDAY + DAY_MS,
};

/** What a short run has time for: Monday without gold, until the fall has begun. */
const night: RecordedDay = {
  name: 'night',
  tapes: [BITCOIN_MINUTES, ETHER_MINUTES, EURO_QUOTES],
  tsFrom: MONDAY - HOUR_MS,
  tsTo: MONDAY + 100 * MINUTE_MS,
};

export const RECORDED_DAYS: Readonly<Record<ProofKind, readonly RecordedDay[]>> = {
  full: [monday, thursday],
  quick: [night],
  soak: [night],
};
