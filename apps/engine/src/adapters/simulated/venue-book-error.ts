/** The venue's book is unreadable or can no longer be written; the venue must not go on. */
export class VenueBookError extends Error {
  override readonly name = 'VenueBookError';

  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
  }
}
