import { pino } from 'pino';
import {
  ignoreClosedReaders,
  onStopSignal,
  onUncaught,
} from './adapters/system/process-signals.ts';
import { EXIT_FAULT } from './cli/exit-code.ts';
import { readEnvironment } from './runtime/environment.ts';
import { startEngine } from './runtime/start/start-engine.ts';

const STDERR = 2;

/** The engine by itself, configured by the environment alone; the command line offers the same with flags. */
async function run(): Promise<number> {
  const { home, configFile, logLevel } = readEnvironment();
  const logger = pino({ level: logLevel }, pino.destination({ fd: STDERR, sync: true }));
  onUncaught((error) => {
    logger.fatal({ err: error }, 'uncaught: the process ends');
    process.exit(EXIT_FAULT);
  });
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  const engine = await startEngine({ home, configFile, console: true, print, logger });
  const signals = onStopSignal(() => void engine.stop());
  const code = await engine.ended;
  signals.dispose();
  return code;
}

ignoreClosedReaders();
try {
  process.exitCode = await run();
} catch (error) {
  process.stderr.write(`quarterdeck: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
