/** What the stand-in does with one request. */
export type Behaviour =
  | {
      readonly kind: 'answer';
      readonly text: string;
      readonly thinking?: string;
      /** Fields the library does not know, in the message and as an event of the stream. */
      readonly hasUnknownFields?: boolean;
      readonly stopReason?: string;
    }
  | { readonly kind: 'refusal'; readonly category: string | null }
  /** Thought until `max_tokens` were used up. */
  | { readonly kind: 'max_tokens'; readonly text?: string }
  | {
      readonly kind: 'error';
      readonly status: number;
      readonly type: string;
      readonly message?: string;
      readonly code?: string;
      readonly retryAfter?: string;
    }
  /** An `error` event after half of the answer. */
  | { readonly kind: 'stream_error'; readonly type: string; readonly message?: string }
  /** No more bytes: before the headers, after them, or after half of the answer. */
  | { readonly kind: 'stall'; readonly at: 'headers' | 'body' | 'stream' }
  /** The socket closes at that place; `clean` ends the body as if it were whole. */
  | { readonly kind: 'cut'; readonly at: 'headers' | 'body' | 'stream'; readonly clean?: boolean }
  /** Half of a message in a stream whose lines are no JSON. */
  | { readonly kind: 'garbage' }
  /** In a batch alone: the day ended before this question was asked. */
  | { readonly kind: 'expired' };

export const answer = (text: string): Behaviour => ({ kind: 'answer', text });
export const apiError = (status: number, type: string, message = type): Behaviour => ({
  kind: 'error',
  status,
  type,
  message,
});
