import { connect } from 'node:net';
import type { z } from 'zod';
import type { ControlMethod, ControlRequest, ControlResult } from './control-protocol.ts';
import { controlAnswerSchema, controlResultSchemas } from './control-protocol.ts';
import { readLines } from './read-lines.ts';

const ANSWER_WITHIN_MS = 10_000;
const MAX_ANSWER_BYTES = 64 * 1_048_576;

/** Nothing listens: the engine of this folder is not running. */
export class EngineDownError extends Error {
  override readonly name = 'EngineDownError';
}

/** The engine answered no, or not in words this program knows. */
export class ControlRefusedError extends Error {
  override readonly name = 'ControlRefusedError';

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

type RequestOf<TMethod extends ControlMethod> = Extract<ControlRequest, { method: TMethod }>;

/** Asks the engine one thing. Throws EngineDownError or ControlRefusedError. */
export async function callControl<TMethod extends ControlMethod>(
  socketPath: string,
  request: RequestOf<TMethod>,
): Promise<ControlResult<TMethod>> {
  const line = await exchange(socketPath, JSON.stringify(request));
  const answer = controlAnswerSchema.safeParse(parseJson(line));
  if (!answer.success) throw otherVersion();
  if (!answer.data.ok)
    throw new ControlRefusedError(answer.data.error.code, answer.data.error.message);
  const schema: z.ZodType = controlResultSchemas[request.method];
  const result = schema.safeParse(answer.data.result);
  if (!result.success) throw otherVersion();
  return result.data as ControlResult<TMethod>;
}

function otherVersion(): ControlRefusedError {
  return new ControlRefusedError(
    'ANSWER_UNREADABLE',
    'the engine answers in a form this program does not know: is it another version?',
  );
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const DOWN_CODES = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTDIR']);

function exchange(socketPath: string, line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    const fail = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(ANSWER_WITHIN_MS, () =>
      fail(new ControlRefusedError('ANSWER_MISSING', 'the engine did not answer within 10 s')),
    );
    socket.on('error', (error: NodeJS.ErrnoException) => fail(asControlError(error, socketPath)));
    socket.on('close', () =>
      fail(new ControlRefusedError('ANSWER_MISSING', 'the engine closed without an answer')),
    );
    readLines(socket, MAX_ANSWER_BYTES, (answer) => {
      resolve(answer);
      socket.destroy();
    });
    socket.write(`${line}\n`);
  });
}

function asControlError(error: NodeJS.ErrnoException, socketPath: string): Error {
  if (DOWN_CODES.has(error.code ?? '')) return new EngineDownError('the engine is not running');
  return new ControlRefusedError('SOCKET_FAILED', `${socketPath}: ${error.message}`);
}
