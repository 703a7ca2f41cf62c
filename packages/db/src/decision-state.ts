import { asc } from 'drizzle-orm';
import type { AgentRecord } from '@quarterdeck/core/model/agent/agent-effect';
import { joinAgentParts } from '@quarterdeck/core/model/agent/agent-part';
import type { Database } from './database.ts';
import { createMetaStore } from './meta-store.ts';
import { agentParts } from './schema/agent-parts.ts';
import { createTableWriter } from './table-writer.ts';

type StateRecord = Extract<AgentRecord, { type: 'RecordAgentState' }>;

/** Writes over the parts that have changed; inside the caller's transaction. */
export function createAgentStateWriter({ sqlite }: Database): (record: StateRecord) => void {
  const upsert = createTableWriter(sqlite, {
    table: agentParts,
    onConflict: { replaceOn: ['name'] },
  });
  const remove = sqlite.prepare<[string]>('DELETE FROM agent_parts WHERE name = ?');
  const empty = sqlite.prepare('DELETE FROM agent_parts');
  // One text of everything, from before there were parts.
  const forget = sqlite.prepare("DELETE FROM meta WHERE key = 'agent_state'");
  return ({ parts, isWhole }) => {
    if (isWhole) {
      empty.run();
      forget.run();
    }
    for (const { name, text } of parts) {
      if (text === null) remove.run(name);
      else upsert({ name, text });
    }
  };
}

/** As the desk has to read it; undefined where there has been no agent yet. */
export function readAgentState(database: Database): string | undefined {
  const parts = database.orm.select().from(agentParts).orderBy(asc(agentParts.name)).all();
  if (parts.length === 0) return createMetaStore(database).get('agent_state');
  return joinAgentParts(parts.map(({ name, text }) => [name, text]));
}
