import { eq } from 'drizzle-orm';
import { decisionResultSchema } from '@quarterdeck/core/contract/agent/decision-result.schema';
import type { Database } from './database.ts';
import { decisionOutcomes } from './schema/decisions.ts';
import { withStorageErrors } from './storage-error.ts';

/** Positions of the agent's closed trades in the order of the journal: that in which they were learned from. */
export function listClosedPositions({ orm, file }: Database): readonly string[] {
  return withStorageErrors(file, () =>
    orm
      .select({ result: decisionOutcomes.result })
      .from(decisionOutcomes)
      .where(eq(decisionOutcomes.kind, 'trade'))
      .orderBy(decisionOutcomes.id)
      .all()
      .flatMap(({ result }) => {
        const parsed = decisionResultSchema.parse(JSON.parse(result));
        return parsed.kind === 'trade' ? [parsed.positionId] : [];
      }),
  );
}
