import { z } from 'zod';
import { proofBrokenStageSchema, proofOffenderSchema } from './proof-report.schema.ts';

/** What one run came to; the parts of its report that tell whether it saw the fault. */
const subRunSchema = z.object({
  verdict: z.enum(['PASS', 'FAIL']),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  elapsedMs: z.number().nonnegative(),
  failed: z.array(
    z.object({
      id: z.string(),
      checked: z.number().int().nonnegative(),
      failed: z.number().int().nonnegative(),
      offender: proofOffenderSchema.nullable(),
    }),
  ),
  broken: z.array(proofBrokenStageSchema),
});

/** What `mutations.json` holds: whether the proof sees the faults that are built in on purpose. */
export const proofMutationsSchema = z.object({
  format: z.literal(1),
  runId: z.string(),
  seed: z.number().int().nonnegative(),
  /** PASS only when every fault was caught. */
  verdict: z.enum(['PASS', 'FAIL']),
  tsStarted: z.number(),
  elapsedMs: z.number().nonnegative(),
  /** The engine as it is: a criterion that fails here too has caught nothing. */
  clean: subRunSchema,
  defects: z.array(
    z.object({
      defect: z.string(),
      /** Has to fail, among others that may. */
      criterion: z.string(),
      isCaught: z.boolean(),
      run: subRunSchema,
    }),
  ),
});

export type ProofSubRun = z.output<typeof subRunSchema>;
export type ProofMutations = z.output<typeof proofMutationsSchema>;
