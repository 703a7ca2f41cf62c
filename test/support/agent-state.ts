import type { AgentRecord } from '@quarterdeck/core/model/agent/agent-effect';
import { joinAgentParts } from '@quarterdeck/core/model/agent/agent-part';

type StateRecord = Extract<AgentRecord, { type: 'RecordAgentState' }>;

/** Parts of the agent's state as the tables keep them. */
export class AgentStateTable {
  readonly #parts = new Map<string, string>();

  store({ parts, isWhole }: StateRecord): void {
    if (isWhole) this.#parts.clear();
    for (const { name, text } of parts) {
      if (text === null) this.#parts.delete(name);
      else this.#parts.set(name, text);
    }
  }

  /** What a start is given; undefined before anything was stored. */
  read(): string | undefined {
    return this.#parts.size === 0 ? undefined : joinAgentParts([...this.#parts].sort());
  }
}
