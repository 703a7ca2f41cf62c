import type { ServerResponse } from 'node:http';
import type { Behaviour } from './behaviour.ts';

/** Calls of the batch interface that can be made to fail. */
export type BatchCall = 'create' | 'retrieve' | 'results' | 'cancel';

export interface KnownBatchCall {
  readonly call: BatchCall;
  readonly id: string;
}

export function readBatchCall(
  method: string | undefined,
  path: string,
): KnownBatchCall | undefined {
  const [whole, id = '', action] =
    /^\/v1\/messages\/batches(?:\/([^/]+))?(?:\/(results|cancel))?$/.exec(path) ?? [];
  if (whole === undefined) return undefined;
  if (id === '') return method === 'POST' ? { call: 'create', id } : undefined;
  if (method === 'POST') return action === 'cancel' ? { call: 'cancel', id } : undefined;
  return { call: action === 'results' ? 'results' : 'retrieve', id };
}

/** Nothing, or a part of the body, and then silence or the end of the connection. A clean end comes after a whole line. */
export function breakOff(response: ServerResponse, fault: Behaviour, body: string): void {
  if (fault.kind !== 'stall' && fault.kind !== 'cut') return;
  const end = (): void => {
    if (fault.kind === 'cut') response.socket?.destroy();
  };
  if (fault.at === 'headers') {
    end();
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json' });
  if (fault.kind === 'cut' && fault.clean === true) {
    response.end(body.slice(0, body.indexOf('\n') + 1));
  } else response.write(body.slice(0, body.length / 2), end);
}
