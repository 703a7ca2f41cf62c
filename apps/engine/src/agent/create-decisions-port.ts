import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import type { Difference } from '@quarterdeck/core/decision/journal/first-difference';
import type { AgentDesk } from '@quarterdeck/core/desk-contract';
import { denied, parsed, type Parsed } from '@quarterdeck/core/kernel/verdict';
import { openDecisionReader, type DecisionReader } from '@quarterdeck/db/decision-reader';
import type { DecisionsPort, ReplayAnswer } from '../api/decisions-port.ts';
import { createCounterfactualRunner } from './counterfactual-runner.ts';

export interface DecisionsPortOptions {
  /** Tables of the data folder; read beside the engine that writes them. */
  readonly file: string;
  /** Undefined without an agent. */
  readonly agent: () => Pick<AgentDesk, 'learning'> | undefined;
  /** Wall time. */
  readonly now: () => number;
  /** Works a record out again; left out while nothing can: then a replay is refused. */
  readonly replayDecision?: (record: DecisionRecord) => Difference | undefined;
}

const jsonText = (value: unknown): string =>
  value === undefined ? 'nothing' : JSON.stringify(value);

function answerOf(difference: Difference | undefined): ReplayAnswer {
  if (difference === undefined) return { isSame: true, difference: null };
  const { field, recorded, now } = difference;
  return {
    isSame: false,
    difference: { path: field, recorded: jsonText(recorded), replayed: jsonText(now) },
  };
}

/** The journal as the front door asks for it. Throws StorageError where the tables cannot be read. */
export function createDecisionsPort(options: DecisionsPortOptions): DecisionsPort {
  const { file, agent, now, replayDecision } = options;
  // Opened for each question: nothing is held when the engine stops or the folder is set aside.
  const read = <TResult>(use: (reader: DecisionReader) => TResult): TResult => {
    const reader = openDecisionReader(file);
    try {
      return use(reader);
    } finally {
      reader.close();
    }
  };
  const replay = (decisionId: string): Parsed<ReplayAnswer> => {
    if (replayDecision === undefined) return denied('REPLAY_NOT_AVAILABLE', { decisionId });
    const stored = read((reader) => reader.find(decisionId));
    if (stored === undefined) return denied('DECISION_UNKNOWN', { decisionId });
    return parsed(answerOf(replayDecision(stored.record)));
  };
  return {
    list: ({ filter, limit, beforeId }) =>
      read((reader) => ({
        rows: reader.list({ filter, limit, ...(beforeId === undefined ? {} : { beforeId }) }),
        counts: reader.countOutcomes(filter),
      })),
    find: (decisionId) => read((reader) => reader.find(decisionId)) ?? null,
    replay,
    costByDay: (fromTs, toTs) => read((reader) => reader.costByDay(fromTs, toTs)),
    counterfactual: createCounterfactualRunner(file, now),
    learning: () => agent()?.learning() ?? null,
  };
}
