import { learnerConfigSchema } from '../../../contract/agent/config/learner.schema.ts';
import { DAY_MS } from '../../../kernel/clock.ts';
import { regimeKeyOf, type AttributedOutcome } from './attributed-outcome.ts';
import { mapSignals } from './posterior.ts';

export const learnerConfig = learnerConfigSchema.parse({});
export const banditConfig = learnerConfig.bandit;
export const T0 = 20_000 * DAY_MS;

/** A winning long of the model: trend spoke for it fully, momentum by half, the others not at all. */
export function outcomeOf(changes: Partial<AttributedOutcome> = {}): AttributedOutcome {
  const tsClosed = changes.tsClosed ?? T0;
  return {
    decisionId: 'd1',
    tradeId: 't1',
    tsDecided: tsClosed - 3_600_000,
    tsClosed,
    regimeAtDecision: regimeKeyOf('low', 'reflation'),
    signalConfidence: { ...mapSignals(() => 0), trend: 1, momentum: 0.5 },
    direction: 'long',
    netReturn: 0.01,
    actor: 'model',
    ...changes,
  };
}
