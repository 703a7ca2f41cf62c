import { router, signedInProcedure } from '../procedure.ts';

export const sessionRouter = router({
  me: signedInProcedure.query(({ ctx }) => {
    const { engine } = ctx.operator.consoleState();
    return {
      name: ctx.actor.name,
      version: engine.version,
      mode: engine.mode,
      account: engine.account,
    };
  }),
  signOut: signedInProcedure.mutation(({ ctx }) => {
    ctx.signOut();
    return { ok: true as const };
  }),
});
