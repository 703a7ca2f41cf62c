import { Command } from 'commander';
import { addBenchCommand } from './bench/bench-command.ts';
import type { CliPorts } from './cli-ports.ts';
import { addAgentCommand } from './commands/agent-command.ts';
import { addAuditCommand } from './commands/audit-command.ts';
import { addBacktestCommand } from './commands/backtest-command.ts';
import { addBreakerCommand } from './commands/breaker-command.ts';
import { addConfigCommand } from './commands/config-command.ts';
import { addDecisionsCommand } from './commands/decisions-command.ts';
import { addFlattenCommand } from './commands/flatten-command.ts';
import { addHistoryCommand } from './commands/history-command.ts';
import { addLinkCommand } from './commands/link-command.ts';
import { addLockCommand } from './commands/lock-command.ts';
import { addLookAheadCommand } from './commands/look-ahead-command.ts';
import { addMonteCarloCommand } from './commands/monte-carlo-command.ts';
import { addReplayCommand } from './commands/replay-command.ts';
import { addSearchCommand } from './commands/search-command.ts';
import { addStartCommand } from './commands/start-command.ts';
import { addStatusCommand } from './commands/status-command.ts';
import { addTokenCommand } from './commands/token-command.ts';
import { addUnlockCommand } from './commands/unlock-command.ts';
import { addVerifyCommand } from './commands/verify-command.ts';
import { addWalkForwardCommand } from './commands/walk-forward-command.ts';
import { readVersion } from '../runtime/start/project-paths.ts';

type AddCommand = (program: Command, ports: CliPorts) => void;

/** A new command is one file and one line here. */
const COMMANDS: readonly AddCommand[] = [
  addStartCommand,
  addStatusCommand,
  addConfigCommand,
  addLockCommand,
  addUnlockCommand,
  addFlattenCommand,
  addBreakerCommand,
  addAuditCommand,
  addDecisionsCommand,
  addAgentCommand,
  addLinkCommand,
  addTokenCommand,
  addReplayCommand,
  addBacktestCommand,
  addLookAheadCommand,
  addSearchCommand,
  addWalkForwardCommand,
  addMonteCarloCommand,
  addHistoryCommand,
  addVerifyCommand,
  addBenchCommand,
];

export function createProgram(ports: CliPorts): Command {
  const program = new Command('quarterdeck')
    .description('the trading desk: start it, look at it, stop it')
    .version(readVersion())
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => ports.print(text.trimEnd()),
      writeErr: (text) => ports.complain(text.trimEnd()),
    });
  for (const add of COMMANDS) add(program, ports);
  for (const command of program.commands) inheritExit(command, program);
  return program;
}

/** Commands added later do not take their parent's exit and output by themselves. */
function inheritExit(command: Command, parent: Command): void {
  command.copyInheritedSettings(parent);
  for (const child of command.commands) inheritExit(child, command);
}
