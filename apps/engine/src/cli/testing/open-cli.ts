import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openMemory } from '@quarterdeck/db/open-memory';
import { VirtualClock } from '../../adapters/system/virtual-clock.ts';
import { createControlHandler } from '../../api/control/control-handler.ts';
import { controlSocketPath } from '../../api/control/control-socket-path.ts';
import { ControlSocket } from '../../api/control/control-socket.ts';
import { FakeOperator } from '../../api/testing/fake-operator.ts';
import { MemoryAuthStore } from '../../api/testing/memory-auth-store.ts';
import { databaseFileOf } from '../../runtime/start/data-folder.ts';
import type { StartOptions } from '../../runtime/start/start-options.ts';
import type { CliPorts } from '../cli-ports.ts';
import { runProgram } from '../run-program.ts';

/** A data folder of its own, the command line on it and, when asked for, an engine's socket. */
export function openCli(over: Partial<CliPorts> = {}) {
  const home = mkdtempSync(path.join(tmpdir(), 'quarterdeck-cli-'));
  const folder = path.join(home, 'demo-simulated');
  const clock = new VirtualClock(1_700_000_000_000);
  const operator = new FakeOperator();
  const auth = new MemoryAuthStore();
  const out: string[] = [];
  const err: string[] = [];
  const started: StartOptions[] = [];
  let ids = 0;
  const memoryOptions = {
    file: databaseFileOf(folder),
    now: () => clock.now(),
    randomId: () => 'desk01',
  };

  const ports: CliPorts = {
    print: (line) => out.push(line),
    complain: (line) => err.push(line),
    clock,
    // Waiting costs a test nothing.
    scheduler: {
      after: (_delayMs, run) => {
        setImmediate(run);
        return { cancel: () => {} };
      },
      every: (intervalMs, run) => clock.every(intervalMs, run),
      yield: () => clock.yield(),
    },
    randomId: (length) => String((ids += 1)).padStart(length, '0'),
    home,
    configFile: 'config/quarterdeck.yaml',
    outside: { secrets: { modelKey: undefined, fredKey: undefined }, modelBaseUrl: undefined },
    confirm: () => Promise.resolve(undefined),
    userName: 'os:tester',
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    startEngine: (options) => {
      started.push(options);
      return Promise.reject(new Error('port 3000 on 127.0.0.1 is taken\n    at somewhere'));
    },
    onStopSignal: () => ({ dispose: () => {} }),
    ...over,
  };

  /** One command line; what it printed and what the shell sees. */
  const run = async (...args: string[]) => {
    out.length = 0;
    err.length = 0;
    const code = await runProgram(args, ports);
    return { code, out: out.join('\n'), err: err.join('\n') };
  };
  /** Makes the folder as an engine leaves it. */
  const makeDesk = () => {
    openMemory(memoryOptions).close();
  };
  const inspect = <TResult>(look: (memory: ReturnType<typeof openMemory>) => TResult): TResult => {
    const memory = openMemory(memoryOptions);
    try {
      return look(memory);
    } finally {
      memory.close();
    }
  };
  const socketPath = controlSocketPath(folder);
  const faults: unknown[] = [];
  const listen = async () => {
    makeDesk();
    const memory = openMemory(memoryOptions);
    const socket = new ControlSocket({
      path: socketPath,
      reportFault: (error) => faults.push(error),
      handle: createControlHandler({
        operator,
        audit: memory,
        auth,
        issueLink: () => 'http://localhost:3000/auth/link?token=once',
        createToken: (label) => {
          auth.createToken(`hash of ${label}`, label, clock.now());
          return 'shown-once';
        },
        actorName: 'os:tester',
      }),
    });
    try {
      await socket.listen();
    } catch (error) {
      memory.close();
      throw error;
    }
    return {
      [Symbol.asyncDispose]: async () => {
        await socket.close();
        memory.close();
      },
    };
  };
  return {
    home,
    folder,
    socketPath,
    operator,
    auth,
    started,
    faults,
    run,
    makeDesk,
    inspect,
    listen,
    [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }),
  };
}
