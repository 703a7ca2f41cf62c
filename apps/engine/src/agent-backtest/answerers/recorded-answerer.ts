import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import { DAY_MS } from '@quarterdeck/core/kernel/clock';
import { PROMPT_VERSION } from '@quarterdeck/core/decision/agent/static-text';
import type { ModelResult, Usage } from '@quarterdeck/core/model/agent/model-call';
import { textDigest } from '../../runtime/agent/text-digest.ts';
import type { Answer, Answerer, Question } from './answerer.ts';

const NO_USAGE: Usage = {
  inputTokens: 0,
  outputTokens: 0,
  thinkingTokens: 0,
  cacheRead: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
};

/** The same three texts that the snapshot's hash is over. */
const hashOf = ({ request: { slowText, freshText } }: Question): string =>
  textDigest([PROMPT_VERSION, slowText, freshText].join('\n'));

/** When the question was put: the moment its snapshot names. */
function askedAt({ request, tsDecision }: DecisionRecord): number {
  const { as_of } = JSON.parse(request?.freshText ?? '{}') as { as_of?: string };
  return as_of === undefined ? tsDecision : Date.parse(as_of);
}

function resultOf(record: DecisionRecord): ModelResult | undefined {
  const { answer, failure, attempts, modelReturned, request } = record;
  const last = attempts.at(-1);
  if (failure !== null) return { kind: 'failure', ...failure, retryAfterMs: null };
  if (answer === null || request === null) return undefined;
  return {
    kind: 'message',
    ...answer,
    model: modelReturned ?? request.model,
    requestId: last?.requestId ?? null,
    usage: last?.usage ?? NO_USAGE,
  };
}

function answerOf(record: DecisionRecord): Answer | undefined {
  const result = resultOf(record);
  if (result === undefined) return undefined;
  const latencyMs = Math.max(0, record.tsDecision - askedAt(record));
  return { latencyMs, attempts: record.attempts, result };
}

/** What a recording says about when it was made; whole days, so that the budget's days begin where they did. */
export function wallShiftOf(records: Iterable<DecisionRecord>): number | undefined {
  for (const { attempts, tsDecision } of records) {
    const [first] = attempts;
    // Plus zero: a shift of minus zero would be written down as another one.
    if (first !== undefined) return Math.round((first.tsSent - tsDecision) / DAY_MS) * DAY_MS + 0;
  }
  return undefined;
}

/** Answers by the hash of the snapshot. What was never asked has no answer: it ends at its deadline, at no cost, and is counted. */
export function createRecordedAnswerer(records: Iterable<DecisionRecord>): Answerer {
  const known = new Map<string, Answer>();
  for (const record of records) {
    const answer = answerOf(record);
    if (answer !== undefined) known.set(record.snapshot.hash, answer);
  }
  let missed = 0;
  return {
    get missed() {
      return missed;
    },
    answer: (question) => {
      const answer = known.get(hashOf(question));
      if (answer !== undefined) return answer;
      missed += 1;
      return {
        latencyMs: question.request.deadlineMs,
        attempts: [],
        result: {
          kind: 'failure',
          failure: 'transient',
          outcome: 'FAIL_DEADLINE',
          detail: 'never asked in the recording',
          retryAfterMs: null,
        },
      };
    },
  };
}
