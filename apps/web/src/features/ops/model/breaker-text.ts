import type { AgentStatus } from '@quarterdeck/core/contract/agent/agent-status.schema';

type Breaker = AgentStatus['breaker'];

const CAUSES: Readonly<Record<NonNullable<Breaker['cause']>, string>> = {
  transient: 'the wire broke several times in a row',
  pressure: 'the service is overloaded or limits our rate',
  bug: 'the service could not use our request',
  account: 'the account was refused: key, credit or permission',
  content: 'the model refused to answer',
  sizing: 'the question or the answer is too long',
  quality: 'too many answers could not be used',
};

export const causeText = (cause: Breaker['cause']): string =>
  cause === null ? 'no cause is known' : CAUSES[cause];

/** What the position means for questions. */
export function positionText({ position, isHard }: Breaker): string {
  if (position === 'closed') return 'It holds nothing back.';
  if (position === 'half_open') return 'One question is let through as a probe.';
  return isHard ? 'No question goes out until a person closes it.' : 'No question goes out.';
}
