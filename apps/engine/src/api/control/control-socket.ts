import { chmodSync, rmSync } from 'node:fs';
import type { Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import type { FaultReporter } from '../fault-reporter.ts';
import { describeIssues, listSchemaIssues } from '../schema-issues.ts';
import type { ControlHandler } from './control-handler.ts';
import type { ControlAnswer } from './control-protocol.ts';
import { controlRequestSchema } from './control-protocol.ts';
import { readLines } from './read-lines.ts';

const OWNER_ONLY = 0o600;
/** Umask under which the socket is made: no moment exists in which another user could open it. */
const OWNER_ONLY_MASK = 0o177;
const MAX_REQUEST_BYTES = 16_384;

/** Another engine answers on this path. */
class ControlSocketTakenError extends Error {
  override readonly name = 'ControlSocketTakenError';
}

export interface ControlSocketOptions {
  readonly path: string;
  readonly handle: ControlHandler;
  readonly reportFault: FaultReporter;
}

/** The command line's way in: whoever may open the file is the operator. */
export class ControlSocket {
  readonly #options: ControlSocketOptions;
  readonly #server: Server;
  readonly #clients = new Set<Socket>();

  constructor(options: ControlSocketOptions) {
    this.#options = options;
    this.#server = createServer((client) => this.#serve(client));
  }

  async listen(): Promise<void> {
    const { path } = this.#options;
    if (await isAnswering(path)) {
      throw new ControlSocketTakenError(`another engine answers on ${path}`);
    }
    // Left behind by an engine that was killed: nobody answers.
    rmSync(path, { force: true });
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      const before = process.umask(OWNER_ONLY_MASK);
      try {
        this.#server.listen(path, resolve);
      } finally {
        process.umask(before);
      }
    });
    chmodSync(path, OWNER_ONLY);
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.destroy();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  #serve(client: Socket): void {
    this.#clients.add(client);
    client.on('close', () => this.#clients.delete(client));
    client.on('error', () => client.destroy());
    readLines(client, MAX_REQUEST_BYTES, (line) => {
      void this.#answer(line).then((answer) => {
        if (!client.destroyed) client.write(`${JSON.stringify(answer)}\n`);
      });
    });
  }

  async #answer(line: string): Promise<ControlAnswer> {
    try {
      const request = controlRequestSchema.safeParse(JSON.parse(line));
      if (request.success) return await this.#options.handle(request.data);
      return refused('INPUT_INVALID', describeIssues(listSchemaIssues(request.error)));
    } catch (error) {
      if (error instanceof SyntaxError) return refused('INPUT_INVALID', 'not one line of JSON');
      this.#options.reportFault(error, 'control socket');
      return refused('ENGINE_FAULT', 'the engine failed to answer');
    }
  }
}

function refused(code: string, message: string): ControlAnswer {
  return { ok: false, error: { code, message } };
}

function isAnswering(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}
