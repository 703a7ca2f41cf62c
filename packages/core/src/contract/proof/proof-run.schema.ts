import { z } from 'zod';
import { PROOF_GROUPS, PROOF_KINDS } from './proof-report.schema.ts';

/** `progress.json` beside a report that is being made; the console reads it. */
export const proofProgressSchema = z.object({
  runId: z.string(),
  kind: z.enum(PROOF_KINDS),
  seed: z.number().int().nonnegative(),
  pid: z.number().int(),
  tsStarted: z.number(),
  tsUpdated: z.number(),
  stage: z.string(),
  stagesDone: z.number().int().nonnegative(),
  stagesTotal: z.number().int().positive(),
});

/** One line of the console's list. */
export const proofSummarySchema = z.object({
  runId: z.string(),
  kind: z.enum(PROOF_KINDS),
  /** `interrupted`: the run ended without a report; it proves nothing. */
  state: z.enum(['running', 'passed', 'failed', 'interrupted']),
  seed: z.number().int().nonnegative(),
  defect: z.string().nullable(),
  tsStarted: z.number(),
  elapsedMs: z.number().nullable(),
  digest: z.string().nullable(),
  groups: z.array(
    z.object({
      group: z.enum(PROOF_GROUPS),
      passed: z.number().int(),
      failed: z.number().int(),
      skipped: z.number().int(),
    }),
  ),
  progress: proofProgressSchema.nullable(),
});

export const startProofSchema = z.object({
  kind: z.enum(PROOF_KINDS),
  /** Left out: the standing seed of the project. */
  seed: z.number().int().min(0).max(0xffff_ffff).optional(),
});

export type ProofProgress = z.output<typeof proofProgressSchema>;
export type ProofSummary = z.output<typeof proofSummarySchema>;
export type StartProof = z.output<typeof startProofSchema>;
