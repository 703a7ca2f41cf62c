import { router } from './procedure.ts';
import { liveRouter } from './routers/live-router.ts';
import { opsRouter } from './routers/ops-router.ts';
import { sessionRouter } from './routers/session-router.ts';
import { summaryRouter } from './routers/summary-router.ts';
import { tradesRouter } from './routers/trades-router.ts';

/** One router a page; the names are the pages' own. */
export const appRouter = router({
  live: liveRouter,
  ops: opsRouter,
  session: sessionRouter,
  summary: summaryRouter,
  trades: tradesRouter,
});

export type AppRouter = typeof appRouter;
