import type { Command } from 'commander';
import type { CliPorts } from '../cli-ports.ts';
import { addAgentBacktest } from './agent/agent-backtest-command.ts';

export function addAgentCommand(program: Command, ports: CliPorts): void {
  const agent = program.command('agent').description('the trader that asks a model');
  addAgentBacktest(agent, ports);
}
