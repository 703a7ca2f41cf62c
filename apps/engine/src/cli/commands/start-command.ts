import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import type { RunningEngine, StartOptions } from '../../runtime/start/start-options.ts';
import type { CliPorts } from '../cli-ports.ts';
import { ExitCodeError } from '../exit-code-error.ts';
import { wholeNumber } from '../options.ts';
import { UsageError } from '../usage-error.ts';

interface StartFlags {
  readonly venue: string;
  readonly replay?: readonly string[];
  readonly speed: number | 'max';
  readonly exitAtEnd?: boolean;
  readonly skipBadRows?: boolean;
  readonly agent?: boolean;
  readonly port?: number;
  readonly host?: string;
  readonly data?: string;
  readonly config?: string;
  readonly console: boolean;
}

const MAX_PORT = 65_535;
const MAX_SPEED = 100_000;

export function addStartCommand(program: Command, ports: CliPorts): void {
  program
    .command('start')
    .description('run the engine and the console until Ctrl+C')
    .addOption(
      new Option('--venue <name>', 'where orders go').choices(['simulated']).default('simulated'),
    )
    .option('--replay <file...>', 'trade recorded tapes; FILE or BASE/QUOTE=FILE, plain or .gz')
    .option('--speed <factor>', 'of the tape: 1, 60, … or max', parseSpeed, 1)
    .option('--exit-at-end', 'stop when the tape has been played')
    .option('--skip-bad-rows', 'count tape rows that cannot be read, and go on')
    .option('--agent', 'the agent of the configuration trades the tape too')
    .option('--port <number>', "instead of the config's; 0 for any", wholeNumber(0, MAX_PORT))
    .option('--host <address>', "instead of the config's")
    .option('--data <folder>', 'holds one folder an account and mode')
    .option('--config <file>', 'instead of config/quarterdeck.yaml')
    .option('--no-console', 'the engine and its API alone')
    .action(async (flags: StartFlags) => {
      const ofReplay = [flags.exitAtEnd, flags.skipBadRows, flags.agent];
      if (flags.replay === undefined && ofReplay.includes(true)) {
        throw new UsageError('--exit-at-end, --skip-bad-rows and --agent belong to --replay');
      }
      const engine = await ports.startEngine(startOptions(flags, ports));
      const code = await runUntilEnded(engine, flags, ports);
      if (code !== 0) throw new ExitCodeError(code);
    });
}

async function runUntilEnded(
  engine: RunningEngine,
  flags: StartFlags,
  ports: CliPorts,
): Promise<number> {
  const signals = ports.onStopSignal((signal) => {
    ports.complain(`${signal}: draining`);
    void engine.stop();
  });
  if (flags.exitAtEnd === true) void engine.marketEnded.then(() => engine.stop());
  try {
    return await engine.ended;
  } finally {
    signals.dispose();
  }
}

function startOptions(flags: StartFlags, ports: CliPorts): StartOptions {
  const { replay, speed, port, host } = flags;
  const skipBadRows = flags.skipBadRows === true;
  const hasAgent = flags.agent === true;
  return {
    home: flags.data ?? ports.home,
    configFile: flags.config ?? ports.configFile,
    console: flags.console,
    print: ports.print,
    logger: ports.logger,
    ...(replay === undefined ? {} : { replay: { files: replay, speed, skipBadRows, hasAgent } }),
    ...(port === undefined ? {} : { port }),
    ...(host === undefined ? {} : { host }),
  };
}

function parseSpeed(text: string): number | 'max' {
  if (text === 'max') return 'max';
  const speed = Number(text);
  if (speed > 0 && speed <= MAX_SPEED) return speed;
  throw new InvalidArgumentError(`must be max or a number above 0, at most ${MAX_SPEED}`);
}
