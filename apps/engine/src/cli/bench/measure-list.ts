import type { Measure } from './measure.ts';
import { agentOverhead } from './measures/agent-overhead.ts';
import { candlesBuild } from './measures/candles-build.ts';
import { backtestSpeed } from './measures/backtest-speed.ts';
import { decisionsReplay } from './measures/decisions-replay.ts';
import { decimalKinds } from './measures/decimal-kinds.ts';
import { deskEvents } from './measures/desk-events.ts';
import { engineRss } from './measures/engine-rss.ts';
import { firstLoadJs } from './measures/first-load-js.ts';
import { gateMeasures } from './measures/gate.ts';
import { hmmFit } from './measures/hmm-fit.ts';
import { ledgerFills } from './measures/ledger-fills.ts';
import { lockToLastSubmit } from './measures/lock-to-last-submit.ts';
import { lockUnderSearch } from './measures/lock-under-search.ts';
import { maxTicks } from './measures/max-ticks.ts';
import { promptCache } from './measures/prompt-cache.ts';
import { restart } from './measures/restart.ts';
import { searchEfficiency } from './measures/search-efficiency.ts';
import { tapeCsv } from './measures/tape-csv.ts';
import { tickToOrder } from './measures/tick-to-order.ts';
import { verifyMeasures } from './measures/verify.ts';
import { wsFanout } from './measures/ws-fanout.ts';

/** Everything `bench` measures, the longest last. A new measure is one file and one line here. */
export const MEASURES: readonly Measure[] = [
  deskEvents,
  ledgerFills,
  ...decimalKinds,
  ...backtestSpeed,
  candlesBuild,
  ...gateMeasures,
  decisionsReplay,
  promptCache,
  tapeCsv,
  hmmFit,
  firstLoadJs,
  lockToLastSubmit,
  searchEfficiency,
  lockUnderSearch,
  tickToOrder,
  agentOverhead,
  ...verifyMeasures,
  wsFanout,
  maxTicks,
  restart,
  engineRss,
];
