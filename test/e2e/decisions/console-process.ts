import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { projectRoot } from '../support/project-paths.ts';

const READY_WITHIN_MS = 60_000;

function findPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Resolves with what the pattern finds in the output of the program. */
function untilSaid(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`not in time: ${said}`)), READY_WITHIN_MS);
    child.once('exit', () => reject(new Error(`it ended: ${said}`)));
    const read = (text: string) => {
      said += text;
      const found = pattern.exec(said)?.[0];
      if (found === undefined) return;
      clearTimeout(late);
      resolve(found);
    };
    child.stdout?.setEncoding('utf8').on('data', read);
    child.stderr?.setEncoding('utf8').on('data', read);
  });
}

/** The built console before the invented desk; nothing of an engine. */
export class InventedConsole {
  /** One-time link that signs a browser in. */
  link = '';
  readonly #children: ChildProcess[] = [];

  async start(): Promise<void> {
    const port = String(await findPort());
    const next = this.#run(
      [
        path.join(projectRoot, 'node_modules/next/dist/bin/next'),
        'start',
        '-H',
        '127.0.0.1',
        '-p',
        port,
      ],
      path.join(projectRoot, 'apps/web'),
    );
    const desk = this.#run(
      ['--import', 'tsx', 'test/support/mock-console/start.ts', '0', `http://127.0.0.1:${port}`],
      projectRoot,
    );
    await untilSaid(next, /ready/i);
    this.link = await untilSaid(desk, /http\S+\/auth\/link\S+/);
  }

  /** Ends both programs and returns once they have. */
  async dispose(): Promise<void> {
    await Promise.all(
      this.#children.map(
        (child) =>
          new Promise<void>((resolve) => {
            child.once('exit', () => resolve());
            if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
            else resolve();
          }),
      ),
    );
  }

  #run(args: readonly string[], cwd: string): ChildProcess {
    const environment = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const;
    const child = spawn(process.execPath, [...args], {
      cwd,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#children.push(child);
    return child;
  }
}
