import { PROMPT_VERSION, STATIC_TEXT } from '../../decision/agent/static-text.ts';
import type { SymbolCasesState } from '../../decision/learner/calibration/symbol-cases.ts';
import type { AgentMemory, AgentSeat, OpenQuestion } from './agent-memory.ts';
import type { StoredPrompt, StoredQuestion, StoredSeat } from './agent-state-text.ts';
import { HOLDING_PART, OPEN_PART, PROMPT_PART, QUESTION_PART, SEAT_PART } from './part-names.ts';
import type { PartSource } from './stored-parts.ts';

/** A part that is known by its own text: worth it for the short ones alone. */
function short(name: string, value: unknown): PartSource {
  const text = JSON.stringify(value);
  return { name, mark: text, write: () => text };
}

/** A part whose value is replaced, never changed. */
const replaced = (name: string, value: unknown): PartSource => ({
  name,
  mark: value,
  write: () => JSON.stringify(value),
});

function seatPart(seat: AgentSeat): PartSource {
  const write = (): string => {
    const { symbol, past, positionVersion, counted, gate, question } = seat;
    const asked = question?.questionId ?? null;
    const stored: StoredSeat = {
      symbol,
      gate: gate.state(),
      past,
      positionVersion,
      counted,
      asked,
    };
    return JSON.stringify(stored);
  };
  return { name: `${SEAT_PART}${seat.symbol}`, mark: seat.changes, write };
}

/** The texts that all questions share stand in a part of their own, and the snapshot's is made of the question's. */
function storedQuestion(question: OpenQuestion): StoredQuestion {
  const { staticText: _, schema: _schema, ...request } = question.request;
  const { text: _text, ...snapshot } = question.evaluation.snapshot;
  return { ...question, request, evaluation: { ...question.evaluation, snapshot } };
}

function questionParts({ symbol, question }: AgentSeat): readonly PartSource[] {
  if (question === undefined) return [];
  const write = (): string => JSON.stringify(storedQuestion(question));
  return [{ name: `${QUESTION_PART}${symbol}`, mark: question, write }];
}

/** Of the questions that this process puts. */
function promptPart({ schema }: AgentMemory): PartSource {
  const prompt: StoredPrompt = { version: PROMPT_VERSION, staticText: STATIC_TEXT, schema };
  return { name: PROMPT_PART, mark: schema, write: () => JSON.stringify(prompt) };
}

const openPart = (cases: SymbolCasesState): PartSource => ({
  name: `${OPEN_PART}${cases.symbol}`,
  mark: cases.open,
  write: () => JSON.stringify(cases),
});

/** All that the agent knows but the resolved cases, which only ever get more. */
export function listParts(agent: AgentMemory): readonly PartSource[] {
  const seats = [...agent.seats.values()];
  const { breaker, budget, learner, cases, entries, holdings } = agent;
  return [
    ...seats.map(seatPart),
    ...seats.flatMap(questionParts),
    promptPart(agent),
    short('breaker', breaker.state()),
    short('budget', budget.state()),
    { name: 'learner', mark: learner.posterior(), write: () => JSON.stringify(learner.state()) },
    ...cases.openings().map(openPart),
    short('voided', cases.voided),
    replaced('regimes', agent.regimes),
    replaced('memory', agent.memory),
    replaced('lessons', agent.lessons),
    ...[...holdings].map(([id, holding]) => replaced(`${HOLDING_PART}${id}`, holding)),
    short('entries', [...entries]),
  ];
}
