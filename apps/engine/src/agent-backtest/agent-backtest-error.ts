/** A run that cannot be made as it was asked for; the message is for the person who asked. */
export class AgentBacktestError extends Error {
  override readonly name = 'AgentBacktestError';
}
