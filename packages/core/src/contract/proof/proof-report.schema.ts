import { z } from 'zod';

const decimalText = z.string().regex(/^-?\d+(\.\d+)?$/);

/** Exact figures are text; counts are whole numbers. */
const figure = z.union([z.number(), z.string()]);

/** One row that broke a criterion: where it happened, what had to stand there, what stood there. */
export const proofOffenderSchema = z.object({
  where: z.string(),
  expected: z.string(),
  found: z.string(),
});

export const PROOF_GROUPS = [
  'load',
  'lanes',
  'exactness',
  'limits',
  'lock',
  'parity',
  'soak',
] as const;

export const proofCriterionSchema = z.object({
  /** `group.condition`, for example `exactness.venue_book`; scripts compare runs by it. */
  id: z.string().regex(/^[a-z]+\.[a-z0-9_]+$/),
  group: z.enum(PROOF_GROUPS),
  /** What must hold, as a sentence. */
  title: z.string(),
  /** SKIPPED names what was missing in `note`; it neither proves nor disproves. */
  status: z.enum(['PASS', 'FAIL', 'SKIPPED']),
  /** How many times it was looked at; a criterion that was never looked at fails. */
  checked: z.number().int().nonnegative(),
  failed: z.number().int().nonnegative(),
  note: z.string().optional(),
  /** Counts and exact sums behind the status; equal in every run with the same seed and version. */
  evidence: z.record(z.string(), figure),
  /** The first ten. */
  offenders: z.array(proofOffenderSchema).max(10),
});

export const proofMeasureSchema = z.object({
  name: z.string(),
  value: z.number().nullable(),
  unit: z.string(),
  reach: z.number().nullable(),
  direction: z.enum(['at_most', 'at_least']).nullable(),
  holds: z.boolean().nullable(),
  reason: z.string().optional(),
  details: z.record(z.string(), z.unknown()),
});

/** Points are `[x, y]` in the units of the axes. `log` holds for both axes, except one that shows zero or less. */
export const proofChartSchema = z.object({
  name: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  xLabel: z.string(),
  yLabel: z.string(),
  scale: z.enum(['linear', 'log']),
  series: z.array(
    z.object({ name: z.string(), points: z.array(z.tuple([z.number(), z.number()])) }),
  ),
});

export const proofStageSchema = z.object({
  name: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  elapsedMs: z.number().nonnegative(),
  /** Equal in every run with the same seed and version. */
  counts: z.record(z.string(), z.number().int()),
  /** Profit of the stage's desk after its last fill, account currency; absent where nothing is traded. */
  pnl: decimalText.optional(),
});

export const PROOF_KINDS = ['full', 'quick', 'soak'] as const;

/** A stage that ended by an error of its own: what it was to decide is undecided, and the run fails. */
export const proofBrokenStageSchema = z.object({ stage: z.string(), error: z.string() });

/** What `report.json` holds. Times and measures differ from run to run; criteria, counts and profit must not. */
export const proofReportSchema = z.object({
  format: z.literal(1),
  runId: z.string(),
  kind: z.enum(PROOF_KINDS),
  /** Length of the simulated time; soak runs alone. */
  soakMs: z.number().int().positive().optional(),
  /** PASS only when no criterion failed and all stages ran to their end. */
  verdict: z.enum(['PASS', 'FAIL']),
  seed: z.number().int().nonnegative(),
  /** The defect that was planted on purpose; null in a run that proves the engine as it is. */
  defect: z.string().nullable(),
  tsStarted: z.number(),
  elapsedMs: z.number().nonnegative(),
  versions: z.object({
    quarterdeck: z.string(),
    node: z.string(),
    sqlite: z.string(),
  }),
  machine: z.object({
    cpu: z.string(),
    cores: z.number().int(),
    memoryMb: z.number().int(),
    platform: z.string(),
  }),
  /** SHA-256 over verdict, criteria, counts and profit: equal in every run with the same seed and version. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** Those that ran to their end. */
  stages: z.array(proofStageSchema),
  /** Absent when all ran to their end. */
  broken: z.array(proofBrokenStageSchema).optional(),
  criteria: z.array(proofCriterionSchema),
  measures: z.array(proofMeasureSchema),
  charts: z.array(proofChartSchema),
});

export type ProofOffender = z.output<typeof proofOffenderSchema>;
export type ProofGroup = (typeof PROOF_GROUPS)[number];
export type ProofCriterion = z.output<typeof proofCriterionSchema>;
export type ProofMeasure = z.output<typeof proofMeasureSchema>;
export type ProofChart = z.output<typeof proofChartSchema>;
export type ProofStage = z.output<typeof proofStageSchema>;
export type ProofBrokenStage = z.output<typeof proofBrokenStageSchema>;
export type ProofKind = (typeof PROOF_KINDS)[number];
export type ProofReport = z.output<typeof proofReportSchema>;
