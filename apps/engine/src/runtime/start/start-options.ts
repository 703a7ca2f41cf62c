import type { OperatorPort } from '../../api/operator-port.ts';
import type { Logger } from '../../api/fault-reporter.ts';
import type { Clock, Scheduler } from '../../ports/clock.ts';
import type { Outside } from '../environment.ts';
import type { Failpoint } from '../failpoints.ts';

export interface ReplayOptions {
  /** Each `FILE` or `BASE/QUOTE=FILE`. */
  readonly files: readonly string[];
  readonly speed: number | 'max';
  readonly skipBadRows: boolean;
  /** The agent trades the tape too; with a key each of its questions costs what it costs live. */
  readonly hasAgent?: boolean;
}

export interface StartOptions {
  /** Holds one folder an account and mode. */
  readonly home: string;
  readonly configFile: string;
  /** Default: `strategies` beside the config file. */
  readonly strategyFolder?: string;
  /** Plays tapes instead of the generated market. */
  readonly replay?: ReplayOptions;
  /** Replace the config's own. Port 0: any free one. */
  readonly port?: number;
  readonly host?: string;
  /** Starts the console process too; without it the front door answers and the pages do not. */
  readonly console: boolean;
  /** Progress for a person, one line each. */
  readonly print: (line: string) => void;
  readonly logger: Logger;
  readonly failpoint?: Failpoint;
  /** Wall clock and timers; the machine's own by default. */
  readonly clock?: Clock;
  readonly scheduler?: Scheduler;
  /** The environment's own by default. */
  readonly outside?: Outside;
}

/** How the engine came to an end. 0: drained as asked. 1: its tape was bad. 70: a fault, after which nothing more has left. */
export type ExitCode = 0 | 1 | 70;

export interface RunningEngine {
  readonly url: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly operator: OperatorPort;
  /** A new one-time sign-in link. */
  issueLink(): string;
  createToken(label: string): string;
  /** Settles when the tape has been played to its end and what was on its way has arrived; never for a live market. */
  readonly marketEnded: Promise<void>;
  /** Drains and releases everything; safe to call twice. */
  stop(): Promise<void>;
  /** Settles when the engine has stopped, by `stop` or by a fault. */
  readonly ended: Promise<ExitCode>;
}

/** The engine did not start and has changed nothing; the message is one line for a person. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
