/** A search that cannot be made as it was asked for; the message says what would be right. */
export class SearchError extends Error {
  override readonly name = 'SearchError';
}
