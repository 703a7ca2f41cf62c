import { z } from 'zod';
import { agentDecisionConfigSchema } from './decision.schema.ts';
import { gateConfigSchema } from './gate.schema.ts';
import { learnerConfigSchema } from './learner.schema.ts';
import { modelConfigSchema } from './model.schema.ts';
import { regimesConfigSchema } from './regimes.schema.ts';

const timeframeSchema = z.int().min(1_000).max(604_800_000);
const switchSchema = z.enum(['on', 'manage-only', 'off']);

/** `agent` of the configuration: the trader that asks a model. Left out: there is none. */
export const agentConfigSchema = z
  .strictObject({
    /** What it trades; each must be an instrument. */
    symbols: z.array(z.string().min(3)).min(1),
    /** `model`: Claude decides, the rules stand in for it. `rules`: they decide alone, and nothing is asked. */
    brain: z.enum(['model', 'rules']).default('model'),
    /** Switch of `claude` when it has never been switched. */
    initial: switchSchema.default('on'),
    /** Switch of `claude_rules` when it has never been switched. */
    rules_initial: switchSchema.default('on'),
    /** What this account is for, in the operator's words; the model reads it. */
    mandate: z
      .string()
      .max(500)
      .default(
        'Grow the account slowly. Doing nothing is a good answer when the evidence is thin.',
      ),
    /** Of the draws of the learned weights. */
    seed: z.int().min(0).max(4_294_967_295).default(20261121),
    /** Bars the snapshot shows, shortest first. */
    timeframes_ms: z
      .array(timeframeSchema)
      .min(1)
      .max(8)
      .default([60_000, 300_000, 900_000, 3_600_000]),
    /** Bars the rules read, and whose ATR is the unit of stops; a shorter one until this one has an ATR. */
    signal_timeframe_ms: timeframeSchema.default(900_000),
    gate: gateConfigSchema.prefault({}),
    decision: agentDecisionConfigSchema.prefault({}),
    learner: learnerConfigSchema.prefault({}),
    regimes: regimesConfigSchema.prefault({}),
    model: modelConfigSchema.prefault({}),
  })
  .refine(({ timeframes_ms, signal_timeframe_ms }) => timeframes_ms.includes(signal_timeframe_ms), {
    path: ['signal_timeframe_ms'],
    message: 'must be one of timeframes_ms',
  });

export type AgentConfig = z.output<typeof agentConfigSchema>;
