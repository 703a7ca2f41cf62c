import { blocksOf, type WireRequest } from './wire-request.ts';

export interface WireError {
  readonly status: number;
  readonly type: string;
  readonly message: string;
}

const KNOWN_MODELS = [
  'claude-opus-5-5',
  'claude-sonnet-5-5',
  'claude-haiku-5-5',
  'claude-fable-5-1',
];
const bad = (message: string): WireError => ({
  status: 400,
  type: 'invalid_request_error',
  message,
});

function checkBlocks(request: WireRequest): WireError | undefined {
  const blocks = [
    ...blocksOf(request.system),
    ...request.messages.flatMap((message) => blocksOf(message.content)),
  ];
  if (blocks.some(({ type, text }) => type === 'text' && (text ?? '') === '')) {
    return bad('text content blocks must be non-empty');
  }
  const ttls = blocks.flatMap((block) =>
    block.cache_control === undefined ? [] : [block.cache_control.ttl ?? '5m'],
  );
  if (ttls.length > 4) return bad('at most 4 blocks with cache_control');
  if (ttls.lastIndexOf('1h') > ttls.indexOf('5m') && ttls.includes('5m')) {
    return bad('a ttl=1h block must not come after a ttl=5m block');
  }
  return undefined;
}

/** What the provider refuses before any model sees it. */
export function checkRequest(request: WireRequest): WireError | undefined {
  for (const name of ['temperature', 'top_p', 'top_k']) {
    if (name in request) return bad(`${name}: extra inputs are not permitted`);
  }
  if (!Number.isInteger(request.max_tokens)) return bad('max_tokens: field required');
  if (!Array.isArray(request.messages) || request.messages.length === 0) {
    return bad('messages: at least one message is required');
  }
  if (request.messages.at(-1)?.role !== 'user') return bad('prefill is not supported');
  if (!KNOWN_MODELS.includes(request.model)) {
    return { status: 404, type: 'not_found_error', message: `model: ${request.model}` };
  }
  const thinking = request.thinking?.type;
  if (request.model === 'claude-opus-5-5' && thinking !== undefined && thinking !== 'adaptive') {
    return bad('thinking: only adaptive is supported');
  }
  return checkBlocks(request);
}
