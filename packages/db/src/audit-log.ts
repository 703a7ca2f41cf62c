import { desc, eq, gt } from 'drizzle-orm';
import type { Receipt } from '@quarterdeck/core/contract/command.schema';
import type { Database } from './database.ts';
import { createHashChain, type HashChain } from './hash-chain.ts';
import type { AuditEntry, CommandAnswer, StoredAuditEntry } from './memory.ts';
import type { MetaStore } from './meta-store.ts';
import { audit } from './schema/audit.ts';
import { receipts } from './schema/receipts.ts';
import { createTableWriter } from './table-writer.ts';

export interface AuditLog {
  /** In a transaction of its own, or in the one that is open. */
  write(answer: CommandAnswer): void;
  findReceipt(commandId: string): Receipt | undefined;
  list(limit: number): readonly StoredAuditEntry[];
  verifyChain(): number | undefined;
}

function createAuditChain({ orm }: Database, meta: MetaStore): HashChain<AuditEntry> {
  return createHashChain<AuditEntry, StoredAuditEntry>({
    fieldsOf: ({ ts, actor, via, action, request, outcome, eventSeq }) => [
      ts,
      actor,
      via,
      action,
      request,
      outcome,
      eventSeq,
    ],
    readNewest: () => orm.select().from(audit).orderBy(desc(audit.id)).limit(1).get(),
    readAfter: (id, limit) =>
      orm.select().from(audit).where(gt(audit.id, id)).orderBy(audit.id).limit(limit).all(),
    head: {
      read: () => meta.get('audit_head'),
      write: (hash) => {
        meta.set('audit_head', hash);
      },
    },
  });
}

export function createAuditLog(database: Database, meta: MetaStore): AuditLog {
  const { orm, sqlite } = database;
  const insert = createTableWriter(sqlite, { table: audit, onConflict: 'fail' });
  const insertReceipt = createTableWriter(sqlite, { table: receipts, onConflict: 'ignore' });
  const chain = createAuditChain(database, meta);
  const write = sqlite.transaction(({ entry, receipt }: CommandAnswer) => {
    insert({ ...entry, ...chain.link(entry) });
    if (receipt !== undefined) insertReceipt(receipt);
  });
  return {
    write: (answer) => {
      write.immediate(answer);
    },
    findReceipt: (commandId) =>
      orm.select().from(receipts).where(eq(receipts.commandId, commandId)).get(),
    list: (limit) => orm.select().from(audit).orderBy(desc(audit.id)).limit(limit).all(),
    verifyChain: () => chain.findBroken(),
  };
}
