import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import type { DeskView } from '@quarterdeck/core/model/desk-view';
import type { CandleReader } from '@quarterdeck/db/candle-store';
import type { TradeHistory } from '@quarterdeck/db/trade-history';
import type { OperatorPort } from '../api/operator-port.ts';
import type { ResearchPort } from '../api/research-port.ts';
import { HistoryStore } from '../history/history-store.ts';
import type { AuditEntry, Memory } from '../ports/memory.ts';
import { createProofsPort } from '../proof-runs/create-proofs-port.ts';
import type { Configuration } from '../runtime/start/read-configuration.ts';
import { createAbsentBacktests, createBacktestsPort } from './backtests-port.ts';
import { createChartBars } from './chart-bars.ts';
import { LiveResults } from './live-results.ts';
import { createMarketsPort } from './markets-port.ts';
import type { Research } from './open-research.ts';
import { createAbsentSearches, createSearchesPort } from './searches-port.ts';
import { createStrategiesPort } from './strategies-port.ts';
import { createStrategyFilesCache } from './strategy-files-cache.ts';

export interface ResearchPortOptions {
  readonly home: string;
  readonly research: Research;
  readonly desk: Pick<DeskOptions, 'instruments' | 'strategies'>;
  readonly view: () => DeskView;
  readonly memory: Pick<Memory, 'listParams'>;
  readonly candles: CandleReader;
  readonly trades: TradeHistory;
  readonly loadConfig: Configuration['load'];
  readonly operator: Pick<OperatorPort, 'execute' | 'now'>;
  readonly audit: (entry: AuditEntry) => void;
}

/** Everything the front door may ask about strategies, their past, their markets and the proof, wired. */
export function createResearchPort(options: ResearchPortOptions): ResearchPort {
  const { research, desk, view, home, operator } = options;
  const { manager, store, offers, failure } = research;
  const cause = failure ?? 'not opened';
  const history = new HistoryStore(home);
  const symbols = desk.instruments.map(({ symbol }) => symbol);
  const sources = { home, history, symbols };
  const now = () => operator.now();
  return {
    backtests:
      manager === undefined
        ? createAbsentBacktests(cause, sources)
        : createBacktestsPort(manager, sources),
    searches:
      store === undefined || offers === undefined
        ? createAbsentSearches(cause)
        : createSearchesPort({ store, offers, view }),
    strategies: createStrategiesPort({
      ...options,
      setups: desk.strategies,
      files: createStrategyFilesCache(options.loadConfig, view),
      results: new LiveResults(options.trades),
      store,
      execute: (command, actor) => operator.execute(command, actor),
      now,
      tsStarted: now(),
    }),
    markets: createMarketsPort({
      ...desk,
      setups: desk.strategies,
      view,
      bars: createChartBars({ candles: options.candles, history }),
      trades: options.trades,
    }),
    proofs: createProofsPort({
      manager: research.proofs,
      audit: options.audit,
      now,
      lastSeq: () => view().lastSeq,
    }),
  };
}
