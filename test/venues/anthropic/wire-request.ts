export interface WireBlock {
  readonly type: string;
  readonly text?: string;
  readonly cache_control?: { readonly type: 'ephemeral'; readonly ttl?: '5m' | '1h' };
}

/** Body of POST /v1/messages as far as the stand-in looks at it. */
export interface WireRequest {
  readonly model: string;
  readonly max_tokens: number;
  readonly stream?: boolean;
  readonly system?: string | readonly WireBlock[];
  readonly messages: readonly {
    readonly role: string;
    readonly content: string | readonly WireBlock[];
  }[];
  readonly thinking?: { readonly type: string };
  readonly output_config?: {
    readonly effort?: string;
    readonly format?: { readonly type: string; readonly schema: object };
  };
}

export interface RecordedRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: WireRequest;
}

export const blocksOf = (
  content: string | readonly WireBlock[] | undefined,
): readonly WireBlock[] =>
  typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? []);

/** The fresh text: what the user's message says. */
export const userTextOf = (request: WireRequest): string =>
  request.messages
    .flatMap((message) => blocksOf(message.content))
    .map((block) => block.text ?? '')
    .join('');

/** Invented and fixed: about four bytes a token. */
export const countTokens = (text: string): number => Math.ceil(Buffer.byteLength(text) / 4);
