import { createHash } from 'node:crypto';
import { desc, eq, gt } from 'drizzle-orm';
import type { Receipt } from '@quarterdeck/core/contract/command.schema';
import type { Database } from './database.ts';
import type { AuditEntry, CommandAnswer, StoredAuditEntry } from './memory.ts';
import type { MetaStore } from './meta-store.ts';
import { audit } from './schema/audit.ts';
import { receipts } from './schema/receipts.ts';
import { createTableWriter } from './table-writer.ts';

const CHAIN_START = '0'.repeat(64);
const VERIFY_PAGE = 1_000;

/** Hash over the hash before and every field, in a fixed order with unambiguous borders. */
function chainHash(previous: string, id: number, entry: AuditEntry): string {
  const { ts, actor, via, action, request, outcome, eventSeq } = entry;
  const text = JSON.stringify([previous, id, ts, actor, via, action, request, outcome, eventSeq]);
  return createHash('sha256').update(text).digest('hex');
}

export interface AuditLog {
  /** In a transaction of its own, or in the one that is open. */
  write(answer: CommandAnswer): void;
  findReceipt(commandId: string): Receipt | undefined;
  list(limit: number): readonly StoredAuditEntry[];
  verifyChain(): number | undefined;
}

interface Link {
  readonly id: number;
  readonly hash: string;
}

function readHead({ orm }: Database): Link {
  const head = orm.select().from(audit).orderBy(desc(audit.id)).limit(1).get();
  return head ?? { id: 0, hash: CHAIN_START };
}

/** Id of the first entry whose hash or number does not follow from the one before it. */
function findBrokenLink({ orm }: Database, headHash: string): number | undefined {
  let last: Link = { id: 0, hash: CHAIN_START };
  for (;;) {
    const query = orm.select().from(audit).where(gt(audit.id, last.id)).orderBy(audit.id);
    const page = query.limit(VERIFY_PAGE).all();
    for (const entry of page) {
      const isNext = entry.id === last.id + 1;
      if (!isNext || entry.hash !== chainHash(last.hash, entry.id, entry)) return last.id + 1;
      last = entry;
    }
    if (page.length < VERIFY_PAGE) break;
  }
  // The head is kept apart: without it, cutting off the newest entries would leave a shorter chain that holds.
  return last.hash === headHash ? undefined : last.id + 1;
}

export function createAuditLog(database: Database, meta: MetaStore): AuditLog {
  const { orm, sqlite } = database;
  const insert = createTableWriter(sqlite, { table: audit, onConflict: 'fail' });
  const insertReceipt = createTableWriter(sqlite, { table: receipts, onConflict: 'ignore' });
  const write = sqlite.transaction(({ entry, receipt }: CommandAnswer) => {
    const head = readHead(database);
    const id = head.id + 1;
    const hash = chainHash(head.hash, id, entry);
    insert({ ...entry, id, hash });
    meta.set('audit_head', hash);
    if (receipt !== undefined) insertReceipt(receipt);
  });
  return {
    write: (answer) => {
      write.immediate(answer);
    },
    findReceipt: (commandId) =>
      orm.select().from(receipts).where(eq(receipts.commandId, commandId)).get(),
    list: (limit) => orm.select().from(audit).orderBy(desc(audit.id)).limit(limit).all(),
    verifyChain: () => findBrokenLink(database, meta.get('audit_head') ?? CHAIN_START),
  };
}
