import { router } from './procedure.ts';
import { agentRouter } from './routers/agent-router.ts';
import { backtestsRouter } from './routers/backtests-router.ts';
import { decisionsRouter } from './routers/decisions-router.ts';
import { liveRouter } from './routers/live-router.ts';
import { marketsRouter } from './routers/markets-router.ts';
import { opsRouter } from './routers/ops-router.ts';
import { proofRouter } from './routers/proof-router.ts';
import { searchesRouter } from './routers/searches-router.ts';
import { sessionRouter } from './routers/session-router.ts';
import { strategiesRouter } from './routers/strategies-router.ts';
import { summaryRouter } from './routers/summary-router.ts';
import { tradesRouter } from './routers/trades-router.ts';

/** One router a page; the names are the pages' own. */
export const appRouter = router({
  agent: agentRouter,
  backtests: backtestsRouter,
  decisions: decisionsRouter,
  live: liveRouter,
  markets: marketsRouter,
  ops: opsRouter,
  proof: proofRouter,
  searches: searchesRouter,
  session: sessionRouter,
  strategies: strategiesRouter,
  summary: summaryRouter,
  trades: tradesRouter,
});

export type AppRouter = typeof appRouter;
