/** A run that cannot be made as it was asked for; the message says what would be right. */
export class BacktestError extends Error {
  override readonly name = 'BacktestError';
}
