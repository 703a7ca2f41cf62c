import { createRng } from '@quarterdeck/core/kernel/rng';
import type { Effort, ModelAttempt, Usage } from '@quarterdeck/core/model/agent/model-call';
import type { Answer, Answerer } from './answerer.ts';
import type { ScriptedModel } from './scripted-model.ts';
import { TokenMeter, tokensOf } from './token-meter.ts';

/** What a model is assumed to think before it answers; billed as output. */
const THINKING_TOKENS: Readonly<Record<Effort, number>> = { low: 200, medium: 800, high: 3_000 };
const FIRST_TOKEN_MS = 1_200;
const TOKEN_MS = 12;
const JITTER_MS = 1_500;

/** Time and tokens as a real call would take them, from the length of the texts; the jitter alone is drawn. */
export function createScriptedAnswerer(model: ScriptedModel, seed: number): Answerer {
  const meter = new TokenMeter();
  const rng = createRng(seed).fork('latency of the model');
  return {
    missed: 0,
    answer: (question, { ts, tsWall }): Answer => {
      const { request, questionId } = question;
      const text = model(request.freshText);
      const thinkingTokens = THINKING_TOKENS[request.effort];
      const outputTokens = tokensOf(text) + thinkingTokens;
      const usage: Usage = { ...meter.bill(request, ts), outputTokens, thinkingTokens };
      const latencyMs = Math.round(
        FIRST_TOKEN_MS + outputTokens * TOKEN_MS + rng.next() * JITTER_MS,
      );
      const requestId = `scripted_${questionId}`;
      const attempt: ModelAttempt = {
        attempt: 1,
        model: request.model,
        requestId,
        tsSent: tsWall,
        tsEnded: tsWall + latencyMs,
        usage,
        status: 200,
        end: 'message',
        failure: null,
        detail: '',
      };
      return {
        latencyMs,
        attempts: [attempt],
        result: {
          kind: 'message',
          text,
          stopReason: 'end_turn',
          model: request.model,
          requestId,
          usage,
        },
      };
    },
  };
}
