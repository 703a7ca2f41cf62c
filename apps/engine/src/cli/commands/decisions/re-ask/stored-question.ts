import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import { contextOf, readInput } from '@quarterdeck/core/decision/agent/agent-inputs';
import type { AnswerContext } from '@quarterdeck/core/decision/agent/answer-context';
import type { ModelRequest } from '@quarterdeck/core/model/agent/model-call';
import type { DecisionReader } from '@quarterdeck/db/decision-reader';
import type { WindowFlags } from '../with-reader.ts';

/** A decision whose question can be put again, and what its answer is read against. */
export interface StoredQuestion {
  /** Joins an answer of a batch to its decision, also in another process. */
  readonly customId: string;
  readonly record: DecisionRecord;
  readonly context: AnswerContext;
  readonly request: ModelRequest;
}

export interface QuestionWindow extends WindowFlags {
  readonly symbol?: string;
}

export interface Selection {
  /** Oldest first. */
  readonly questions: readonly StoredQuestion[];
  /** Decisions of the window that never were a question. */
  readonly unasked: number;
  /** Questions whose record does not say what their answer was read against. */
  readonly unreadable: number;
}

export interface Shadow {
  readonly model: string;
  /** In the place of the recorded static text. */
  readonly staticText?: string;
}

const PAGE = 500;

/** A record of an older program may lack the step, or hold it in a shape of its own. */
function readContext({ inputs }: DecisionRecord): AnswerContext | undefined {
  try {
    const input = readInput(inputs, 'readAnswer');
    return input && contextOf(input);
  } catch {
    return undefined;
  }
}

function requestOf(
  record: DecisionRecord,
  { model, staticText }: Shadow,
): ModelRequest | undefined {
  if (record.request === null) return undefined;
  const { schemaText, ...recorded } = record.request;
  const schema = JSON.parse(schemaText) as object;
  return { ...recorded, model, schema, staticText: staticText ?? recorded.staticText };
}

function isWanted({ symbol, tsDecision }: DecisionRecord, window: QuestionWindow): boolean {
  const { from = 0, to = Infinity, symbol: wanted = symbol } = window;
  return tsDecision >= from && tsDecision < to && symbol === wanted;
}

/** Every question of the window, as it would be put to `shadow`. */
export function selectQuestions(
  reader: DecisionReader,
  window: QuestionWindow,
  shadow: Shadow,
): Selection {
  const questions: StoredQuestion[] = [];
  let [unasked, unreadable] = [0, 0];
  for (let after = 0; ;) {
    const page = reader.readRecords(after, PAGE);
    for (const [row, record] of page) {
      after = row;
      if (!isWanted(record, window)) continue;
      const request = requestOf(record, shadow);
      const context = readContext(record);
      if (request === undefined) unasked += 1;
      else if (context === undefined) unreadable += 1;
      else questions.push({ customId: `row-${row}`, record, context, request });
    }
    if (page.size < PAGE) return { questions, unasked, unreadable };
  }
}
