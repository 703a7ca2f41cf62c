/** History cannot be read, fetched or kept as asked; the message is one line for a person. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';
}
