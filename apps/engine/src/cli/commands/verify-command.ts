import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import type { ProofFlags, ProofRequest } from '../../verify/proof-request.ts';
import type { ProofOptions } from '../../verify/run-proof.ts';
import { projectRoot } from '../../runtime/start/project-paths.ts';
import type { CliPorts } from '../cli-ports.ts';
import { EXIT_REFUSED } from '../exit-code.ts';
import { ExitCodeError } from '../exit-code-error.ts';
import { jsonOption } from '../options.ts';
import { UsageError } from '../usage-error.ts';

const EXIT_INTERRUPTED = 130;
const RECORDED = path.join(projectRoot, '../shared/data');

interface VerifyFlags extends ProofFlags {
  readonly json?: boolean;
}

type RunOptions = Omit<ProofOptions, 'stages'>;

/** Reads and checks all that was asked for before anything is made. */
async function prepare(flags: VerifyFlags, ports: CliPorts): Promise<ProofRequest> {
  const { parseProofRequest, ProofRequestError } = await import('../../verify/proof-request.ts');
  const { ensureRoom, openReportFolder } = await import('../../verify/report/ensure-room.ts');
  try {
    const request = parseProofRequest(flags, ports);
    ensureRoom({ ...request, workFolder: tmpdir() });
    openReportFolder(request.folder);
    return request;
  } catch (error) {
    if (error instanceof ProofRequestError) throw new UsageError(error.message);
    throw error;
  }
}

/** Ctrl+C and SIGTERM end the run; what it was doing is cleared away first. */
async function interruptible<TResult>(
  ports: CliPorts,
  run: (options: RunOptions) => Promise<TResult>,
): Promise<TResult> {
  const { ProofInterrupted } = await import('../../verify/proof-interrupted.ts');
  const controller = new AbortController();
  const signals = ports.onStopSignal(() => controller.abort());
  const { clock, scheduler, complain } = ports;
  try {
    return await run({
      ...{ clock, scheduler, say: complain, signal: controller.signal, workFolder: tmpdir() },
      recordedFolder: existsSync(RECORDED) ? RECORDED : undefined,
    });
  } catch (error) {
    if (!(error instanceof ProofInterrupted)) throw error;
    complain(`quarterdeck: ${error.message}`);
    if (error.isStageRunning) process.exit(EXIT_INTERRUPTED);
    throw new ExitCodeError(EXIT_INTERRUPTED);
  } finally {
    signals.dispose();
  }
}

/** What to print, and whether all of it held. */
interface Answer {
  readonly json: unknown;
  readonly lines: readonly string[];
  readonly holds: boolean;
}

async function prove(request: ProofRequest, options: RunOptions): Promise<Answer> {
  const { STAGES } = await import('../../verify/stages.ts');
  const { runProof } = await import('../../verify/run-proof.ts');
  const { writeReport } = await import('../../verify/report/write-report.ts');
  const { describeReport } = await import('../../verify/report/describe-report.ts');
  const report = await runProof(request, { ...options, stages: STAGES[request.kind] });
  writeReport(report, request.folder);
  const lines = describeReport(report, request.folder);
  return { json: report, lines, holds: report.verdict === 'PASS' };
}

async function plantAll(request: ProofRequest, options: RunOptions): Promise<Answer> {
  const { STAGES } = await import('../../verify/stages.ts');
  const { runMutations } = await import('../../verify/run-mutations.ts');
  const { describeMutations } = await import('../../verify/report/describe-mutations.ts');
  const mutations = await runMutations(request, { ...options, stages: STAGES.quick });
  const lines = describeMutations(mutations, request.folder);
  return { json: mutations, lines, holds: mutations.verdict === 'PASS' };
}

export function addVerifyCommand(program: Command, ports: CliPorts): void {
  program
    .command('verify')
    .description('prove under load that the engine is right; exit code 0 only when all of it holds')
    .option('--quick', 'in about a minute, under less load')
    .option('--report <folder>', 'a new folder for the report; without it, proof/<run> in the home')
    .option('--seed <number>', 'of all that is random; the same one gives the same figures')
    .option('--soak <length>', 'a long run with a storm of faults: 24h, 90m')
    .option('--accelerated', 'the soak in simulated time, as fast as the machine can')
    .option('--defect <name>', 'build in a known fault: the run has to fail')
    .option('--mutations', 'build in each known fault in turn: every run has to fail')
    .addOption(jsonOption())
    .action(async (flags: VerifyFlags) => {
      const request = await prepare(flags, ports);
      const run = flags.mutations === true ? plantAll : prove;
      const answer = await interruptible(ports, (options) => run(request, options));
      const lines = flags.json === true ? [JSON.stringify(answer.json)] : answer.lines;
      for (const line of lines) ports.print(line);
      if (!answer.holds) throw new ExitCodeError(EXIT_REFUSED);
    });
}
