/** What the names of the agent's stored parts begin with; a symbol, a position or a version and a place follow. */
export const SEAT_PART = 'seat ';
export const QUESTION_PART = 'question ';
export const OPEN_PART = 'open ';
export const CASE_PART = 'case ';
export const HOLDING_PART = 'holding ';
/** The one part of its name. */
export const PROMPT_PART = 'prompt';
