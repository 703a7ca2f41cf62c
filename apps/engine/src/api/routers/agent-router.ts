import { router, signedInProcedure } from '../procedure.ts';

export const agentRouter = router({
  learning: signedInProcedure.query(({ ctx }) => ctx.decisions.learning()),
});
