import { and, count, desc, eq } from 'drizzle-orm';
import type { Proposal } from '@quarterdeck/core/contract/strategy-card.schema';
import type { Database } from './database.ts';
import { proposals } from './schema/research.ts';
import { columnsWithout } from './stored-row.ts';
import { createTableWriter } from './table-writer.ts';

export interface Decision {
  readonly state: 'accepted' | 'rejected';
  readonly by: string;
  readonly commandId: string;
}

export interface ProposalStore {
  /** A proposal of that id must not stand yet. */
  add(proposal: Proposal): void;
  find(id: string): Proposal | undefined;
  /** Newest first. */
  list(limit: number): readonly Proposal[];
  countOpen(strategyId: string): number;
  /** False when somebody has decided already: the first decision stands. */
  decide(id: string, decision: Decision): boolean;
  /** Command that decided it, if one has. */
  decidedWith(id: string): string | undefined;
}

export function createProposalStore({ orm, sqlite }: Database): ProposalStore {
  const columns = columnsWithout(proposals, 'decidedWith');
  const insert = createTableWriter(sqlite, { table: proposals, onConflict: 'fail' });
  const isOpen = eq(proposals.state, 'open');
  return {
    add: (proposal) => {
      insert(proposal);
    },
    find: (id) => orm.select(columns).from(proposals).where(eq(proposals.id, id)).get(),
    list: (limit) =>
      orm
        .select(columns)
        .from(proposals)
        .orderBy(desc(proposals.ts), desc(proposals.id))
        .limit(limit)
        .all(),
    countOpen: (strategyId) =>
      orm
        .select({ open: count() })
        .from(proposals)
        .where(and(eq(proposals.strategyId, strategyId), isOpen))
        .get()?.open ?? 0,
    decide: (id, { state, by, commandId }) =>
      orm
        .update(proposals)
        .set({ state, decidedBy: by, decidedWith: commandId })
        .where(and(eq(proposals.id, id), isOpen))
        .run().changes === 1,
    decidedWith: (id) =>
      orm
        .select({ command: proposals.decidedWith })
        .from(proposals)
        .where(eq(proposals.id, id))
        .get()?.command ?? undefined,
  };
}
