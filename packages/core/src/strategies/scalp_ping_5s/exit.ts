import type { ExitBrain } from '../contract.ts';
import { exitAtTargetOrTime } from '../target-or-time.ts';
import type { Params } from './params.ts';

/** Quick target, then the time stop; the protective stop belongs to the safety layer. */
export function createExit(params: Params): ExitBrain {
  return { onQuote: (view, position) => exitAtTargetOrTime(view, position, params) };
}
