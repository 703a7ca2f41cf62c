import type { Logger } from '../api/fault-reporter.ts';
import type { Clock, Scheduler } from '../ports/clock.ts';
import type { Outside } from '../runtime/environment.ts';
import type { RunningEngine, StartOptions } from '../runtime/start/start-options.ts';

/** All a command may touch of the machine it runs on. */
export interface CliPorts {
  /** One line to standard output: the answer, and nothing but the answer. */
  readonly print: (line: string) => void;
  /** One line to standard error: what is going on, or wrong. */
  readonly complain: (line: string) => void;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** Lower-case letters and digits. */
  readonly randomId: (length: number) => string;
  /** Folder that holds one folder an account; from the environment. */
  readonly home: string;
  readonly configFile: string;
  /** Keys and addresses of those whom the desk asks; from the environment. */
  readonly outside: Outside;
  /** User of this machine, for the audit log. */
  readonly userName: string;
  readonly logger: Logger;
  /** Loaded only when asked for: `lock` must not wait for the whole engine to be read. */
  readonly startEngine: (options: StartOptions) => Promise<RunningEngine>;
  /** Yes or no of the person at the terminal; undefined where nobody is. */
  readonly confirm: (question: string) => Promise<boolean | undefined>;
  readonly onStopSignal: (stop: (signal: string) => void) => { dispose(): void };
}

const COMMAND_ID_LENGTH = 20;

export function newCommandId(ports: Pick<CliPorts, 'randomId'>): string {
  return `cli-${ports.randomId(COMMAND_ID_LENGTH)}`;
}
