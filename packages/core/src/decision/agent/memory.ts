import type { MemoryConfig } from '../../contract/agent/config/decision.schema.ts';
import type { EpochMs } from '../../kernel/clock.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import type { MemoryOp } from '../../model/agent/decision.ts';
import type { MemoryRecord } from '../../model/agent/memory.ts';

/** What happened to one operation; stored with the decision that asked for it. */
export interface MemoryChange {
  readonly ref: string;
  readonly change: 'added' | 'replaced' | 'expired' | 'made_room' | 'unknown' | 'too_long';
}

export interface MemoryAuthor {
  readonly decisionId: string;
  readonly symbol: SymbolId;
  readonly ts: EpochMs;
}

export interface MemoryStep {
  readonly memory: readonly MemoryRecord[];
  readonly changes: readonly MemoryChange[];
}

/** Records still alive at `ts`, in the order they were added. */
export const liveMemory = (memory: readonly MemoryRecord[], ts: EpochMs): readonly MemoryRecord[] =>
  memory.filter((record) => record.tsExpires > ts);

const charsOf = (memory: readonly MemoryRecord[]): number =>
  memory.reduce((sum, record) => sum + record.value.length, 0);

/** Applies the operations of one decision; limits hold after every one of them, older records make room. */
export function applyMemoryOps(
  memory: readonly MemoryRecord[],
  asked: MemoryAuthor & { readonly ops: readonly MemoryOp[] },
  config: MemoryConfig,
): MemoryStep {
  let records = liveMemory(memory, asked.ts);
  const changes: MemoryChange[] = [];
  for (const op of asked.ops) {
    const step = op.op === 'expire' ? expire(records, op) : add(records, { ...asked, op }, config);
    records = step.memory;
    changes.push(...step.changes);
  }
  return { memory: records, changes };
}

function expire(memory: readonly MemoryRecord[], op: MemoryOp): MemoryStep {
  const left = memory.filter((record) => record.ref !== op.ref);
  const change = left.length === memory.length ? 'unknown' : 'expired';
  return { memory: left, changes: [{ ref: op.ref, change }] };
}

function add(
  memory: readonly MemoryRecord[],
  asked: MemoryAuthor & { readonly op: MemoryOp },
  config: MemoryConfig,
): MemoryStep {
  const { op, ts, decisionId, symbol } = asked;
  if (op.value.length > config.max_chars || config.max_records === 0) {
    return { memory, changes: [{ ref: op.ref, change: 'too_long' }] };
  }
  const others = memory.filter((record) => record.ref !== op.ref);
  const change = others.length === memory.length ? 'added' : 'replaced';
  const { kind, ref, value } = op;
  const tsExpires = ts + config.ttl_ms;
  const record = { ref, kind, symbol, value, decisionId, tsAdded: ts, tsExpires };
  const { memory: kept, changes } = makeRoom([...others, record], config);
  return { memory: kept, changes: [{ ref, change }, ...changes] };
}

/** The oldest go first; what was just added is last and fits by itself. */
function makeRoom(memory: readonly MemoryRecord[], config: MemoryConfig): MemoryStep {
  const changes: MemoryChange[] = [];
  let kept = memory;
  while (kept.length > config.max_records || charsOf(kept) > config.max_chars) {
    const [oldest, ...rest] = kept;
    if (oldest === undefined) break;
    changes.push({ ref: oldest.ref, change: 'made_room' });
    kept = rest;
  }
  return { memory: kept, changes };
}
