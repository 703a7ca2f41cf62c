import { userInfo } from 'node:os';
import { pino } from 'pino';
import { askPerson } from '../adapters/system/ask-person.ts';
import {
  ignoreClosedReaders,
  onStopSignal,
  onUncaught,
} from '../adapters/system/process-signals.ts';
import { randomId } from '../adapters/system/random.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { systemScheduler } from '../adapters/system/system-scheduler.ts';
import { EnvironmentError, readEnvironment } from '../runtime/environment.ts';
import { EXIT_FAULT, EXIT_USAGE } from './exit-code.ts';
import { runProgram } from './run-program.ts';

const STDERR = 2;

ignoreClosedReaders();
try {
  const environment = readEnvironment();
  const logger = pino(
    { level: environment.logLevel },
    pino.destination({ fd: STDERR, sync: true }),
  );
  onUncaught((error) => {
    logger.fatal({ err: error }, 'uncaught: the process ends');
    process.exit(EXIT_FAULT);
  });
  process.exitCode = await runProgram(process.argv.slice(2), {
    print: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
    clock: systemClock,
    scheduler: systemScheduler,
    randomId,
    home: environment.home,
    configFile: environment.configFile,
    outside: environment,
    userName: `os:${userInfo().username}`,
    logger,
    startEngine: async (options) =>
      (await import('../runtime/start/start-engine.ts')).startEngine(options),
    confirm: askPerson,
    onStopSignal,
  });
} catch (error) {
  if (!(error instanceof EnvironmentError)) throw error;
  process.stderr.write(`quarterdeck: ${error.message}\n`);
  process.exitCode = EXIT_USAGE;
}
