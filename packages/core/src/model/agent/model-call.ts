import type { AgentOutcome } from './decision.ts';

/** What a failed call means for the next one; `quality` is an answer that came and was not usable. */
export const FAILURE_CLASSES = [
  'transient',
  'pressure',
  'bug',
  'account',
  'content',
  'sizing',
  'quality',
] as const;
export type FailureClass = (typeof FAILURE_CLASSES)[number];

/** Tokens of one attempt as the provider billed them; the prompt is input + read + both writes. */
export interface Usage {
  inputTokens: number;
  outputTokens: number;
  thinkingTokens: number;
  cacheRead: number;
  cacheWrite5m: number;
  cacheWrite1h: number;
}

/** One request on the wire, answered or not: what was billed is known even when nothing usable came back. */
export interface ModelAttempt {
  attempt: number;
  model: string;
  requestId: string | null;
  tsSent: number;
  tsEnded: number;
  usage: Usage | null;
  status: number | null;
  end: 'message' | 'failure';
  failure: FailureClass | null;
  detail: string;
}

export type ModelResult =
  | {
      kind: 'message';
      text: string;
      stopReason: string;
      model: string;
      requestId: string | null;
      usage: Usage;
    }
  | {
      kind: 'failure';
      failure: FailureClass;
      outcome: AgentOutcome;
      detail: string;
      retryAfterMs: number | null;
    };

export const EFFORTS = ['low', 'medium', 'high'] as const;
export type Effort = (typeof EFFORTS)[number];

/** Texts in the order of how seldom they change; a time stamp in the first two would cost the cache. */
export interface ModelRequest {
  model: string;
  effort: Effort;
  maxTokens: number;
  deadlineMs: number;
  /** Cached for an hour. */
  staticText: string;
  /** Cached for five minutes. */
  slowText: string;
  freshText: string;
  /** JSON schema of the answer; the same bytes as long as the universe stays. */
  schema: object;
}
