import { z } from 'zod';
import { searchRunSchema, searchTrialSchema } from './search.schema.ts';
import { proposalSchema } from './strategy-card.schema.ts';

/** What became of a person's wish to have one trial proposed; kept while the engine runs. */
export const offerSchema = z.object({
  searchId: z.string(),
  /** Number of the trial. */
  trial: z.number(),
  state: z.enum(['working', 'proposed', 'refused', 'failed']),
  /** Of the proposal, once there is one. */
  proposalId: z.string().nullable(),
  /** Code and numbers of a refusal, or what failed. */
  text: z.string().nullable(),
});

export const searchDetailSchema = z.object({
  run: searchRunSchema,
  /** By number; of a large search an even choice, with the best and those that were run out of sample. */
  trials: z.array(searchTrialSchema),
  /** What this search has led to, decided ones included; newest first. */
  proposals: z.array(proposalSchema),
  offers: z.array(offerSchema),
});

export type Offer = z.output<typeof offerSchema>;
export type SearchDetail = z.output<typeof searchDetailSchema>;
