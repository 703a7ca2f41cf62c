import type { Scheduler } from '../../ports/clock.ts';
import { findFreePort } from '../../adapters/system/free-port.ts';
import type { Logger } from '../../api/fault-reporter.ts';
import { runConsoleProcess } from '../console-process.ts';
import type { Supervisor } from '../loops/supervisor.ts';
import { consoleFolder, nextCommand } from './project-paths.ts';

export interface ConsoleLoop {
  readonly origin: string;
  /** Resolves with the first line that says the pages are served. */
  readonly ready: Promise<void>;
  addTo(supervisor: Supervisor): void;
}

/** The console process as one more supervised loop: it may die without the engine noticing anything but a restart. */
export async function prepareConsole(options: {
  readonly scheduler: Scheduler;
  readonly logger: Logger;
}): Promise<ConsoleLoop> {
  const { scheduler, logger } = options;
  const port = await findFreePort();
  let announce: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    announce = resolve;
  });
  const run = (signal: AbortSignal): Promise<void> =>
    runConsoleProcess(
      {
        command: nextCommand,
        folder: consoleFolder,
        port,
        environment: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
        onLine: (line) => {
          logger.info({ line }, 'console process');
          if (/ready/i.test(line)) announce();
        },
      },
      signal,
      scheduler,
    );
  return {
    origin: `http://127.0.0.1:${port}`,
    ready,
    addTo: (supervisor) => {
      supervisor.add({ name: 'console process', intervalMs: 0, step: run });
    },
  };
}
