import { snapshotText } from '../../decision/agent/build-snapshot.ts';
import type { BreakerState } from '../../decision/breaker/breaker-state.ts';
import type { BudgetState } from '../../decision/cost/day-book.ts';
import type { GateState } from '../../decision/gate/gate-state.ts';
import type { SignalLearnerState } from '../../decision/learner/bandit/create-signal-learner.ts';
import type { CalibrationCase } from '../../decision/learner/calibration/calibration-case.ts';
import type { CaseBookState } from '../../decision/learner/calibration/case-book.ts';
import type { SymbolCasesState } from '../../decision/learner/calibration/symbol-cases.ts';
import type { Lesson, MemoryRecord } from '../../model/agent/memory.ts';
import type { ModelRequest } from '../../model/agent/model-call.ts';
import type { RegimeFacts } from '../../model/agent/regime-facts.ts';
import type { AgentSeat, Evaluation, Holding, OpenQuestion } from './agent-memory.ts';
import {
  CASE_PART,
  HOLDING_PART,
  OPEN_PART,
  PROMPT_PART,
  QUESTION_PART,
  SEAT_PART,
} from './part-names.ts';

export interface StoredSeat extends Pick<
  AgentSeat,
  'symbol' | 'past' | 'positionVersion' | 'counted'
> {
  readonly gate: GateState;
  /** Id of the open question; null: none, whatever question of before still stands beside the seat. */
  readonly asked: string | null;
}

/** What all questions of a process have in common. */
export interface StoredPrompt {
  readonly version: string;
  readonly staticText: string;
  readonly schema: object;
}

/** Without what the prompt holds, and without the snapshot's text, which its two parts make up. */
export interface StoredQuestion extends Omit<OpenQuestion, 'evaluation' | 'request'> {
  readonly evaluation: Omit<Evaluation, 'snapshot'> & {
    readonly snapshot: Omit<Evaluation['snapshot'], 'text'>;
  };
  readonly request: Omit<ModelRequest, 'staticText' | 'schema'>;
}

/** What a restart reads back. */
export interface AgentStateText {
  readonly seats: readonly (Omit<StoredSeat, 'asked'> & { readonly question?: OpenQuestion })[];
  readonly breaker: BreakerState;
  readonly budget: BudgetState;
  readonly learner: SignalLearnerState;
  readonly cases: CaseBookState;
  readonly regimes: RegimeFacts;
  readonly memory: readonly MemoryRecord[];
  readonly lessons: readonly Lesson[];
  readonly holdings: readonly Holding[];
  readonly entries: readonly (readonly [version: string, count: number])[];
  /** Names of the parts it was stored in; absent where it was one text, as before there were parts. */
  readonly parts?: readonly string[];
}

type Parts = Readonly<Record<string, unknown>>;

const named = (parts: Parts, prefix: string): readonly (readonly [string, unknown])[] =>
  Object.entries(parts)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [name.slice(prefix.length), value]);

function questionOf(stored: StoredQuestion, prompt: StoredPrompt): OpenQuestion {
  const { version, staticText, schema } = prompt;
  const { slowText, freshText } = stored.request;
  const snapshot = {
    ...stored.evaluation.snapshot,
    text: snapshotText(version, slowText, freshText),
  };
  return {
    ...stored,
    request: { ...stored.request, staticText, schema },
    evaluation: { ...stored.evaluation, snapshot },
  };
}

function seatsOf(parts: Parts): AgentStateText['seats'] {
  const questions = new Map(named(parts, QUESTION_PART));
  const prompt = parts[PROMPT_PART] as StoredPrompt;
  return named(parts, SEAT_PART).map(([symbol, value]) => {
    const seat = value as StoredSeat;
    const question = questions.get(symbol) as StoredQuestion | undefined;
    // A question is written over by the next one, not removed while an order waits.
    if (question === undefined || question.questionId !== seat.asked) return seat;
    return { ...seat, question: questionOf(question, prompt) };
  });
}

/** Resolved ones by their numbers: where a version's newest stands says nothing about its age. */
function casesOf(parts: Parts): CaseBookState {
  const numbered = named(parts, CASE_PART)
    .map(([, stored]) => stored as readonly [number: number, item: CalibrationCase])
    .sort(([one], [other]) => one - other);
  return {
    resolved: numbered.map(([, item]) => item),
    counts: [...new Map(numbered.map(([number, { version }]) => [version, number + 1]))],
    symbols: named(parts, OPEN_PART).map(([, open]) => open as SymbolCasesState),
    voided: parts.voided as number,
  };
}

function fromParts(parts: Parts): AgentStateText {
  const { breaker, budget, learner, regimes, memory, lessons, entries } = parts as unknown as Pick<
    AgentStateText,
    'breaker' | 'budget' | 'learner' | 'regimes' | 'memory' | 'lessons' | 'entries'
  >;
  return {
    ...{ breaker, budget, learner, regimes, memory, lessons, entries },
    seats: seatsOf(parts),
    cases: casesOf(parts),
    holdings: named(parts, HOLDING_PART).map(([, holding]) => holding as Holding),
    parts: Object.keys(parts).filter((name) => !name.startsWith(CASE_PART)),
  };
}

/** Undefined for a text that nobody wrote who did as this version does, or as the one before it. */
export function readAgentState(text: string): AgentStateText | undefined {
  try {
    const stored = JSON.parse(text) as { readonly version?: unknown; readonly parts?: Parts };
    if (stored.version === 1) return stored as unknown as AgentStateText;
    if (stored.version !== 2 || stored.parts === undefined) return undefined;
    return fromParts(stored.parts);
  } catch {
    return undefined;
  }
}
