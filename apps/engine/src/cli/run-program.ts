import { CommanderError } from 'commander';
import type { CliPorts } from './cli-ports.ts';
import { EXIT_OK, EXIT_REFUSED, EXIT_USAGE } from './exit-code.ts';
import { createProgram } from './program.ts';
import { ExitCodeError } from './exit-code-error.ts';
import { UsageError } from './usage-error.ts';

/** Runs one command line (without the program's own name) and says what the shell should see. Never throws. */
export async function runProgram(args: readonly string[], ports: CliPorts): Promise<number> {
  try {
    await createProgram(ports).parseAsync([...args], { from: 'user' });
    return EXIT_OK;
  } catch (error) {
    if (error instanceof ExitCodeError) return error.exitCode;
    // Commander has already told the person what is wrong.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_OK : EXIT_USAGE;
    ports.complain(`quarterdeck: ${firstLine(error)}`);
    return error instanceof UsageError ? EXIT_USAGE : EXIT_REFUSED;
  }
}

/** An operator needs the sentence, not the stack. */
function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? '';
}
