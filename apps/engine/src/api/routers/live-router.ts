import { tracked } from '@trpc/server';
import { z } from 'zod';
import { router, signedInProcedure } from '../procedure.ts';

const resumeSchema = z
  .strictObject({
    /** `${epoch}:${seq}` of the last message the client has applied. */
    lastEventId: z.string().max(128).nullish(),
  })
  .optional();

export const liveRouter = router({
  stream: signedInProcedure.input(resumeSchema).subscription(async function* ({
    ctx,
    input,
    signal,
  }) {
    const messages = ctx.hub.attach({
      lastEventId: input?.lastEventId ?? undefined,
      pipe: ctx.pipe,
      signal,
      isAllowed: () => ctx.whoActs() !== undefined,
    });
    for await (const message of messages) {
      yield tracked(`${message.epoch}:${message.seq}`, message);
    }
  }),
  snapshot: signedInProcedure.query(({ ctx }) => ctx.hub.snapshot()),
});
