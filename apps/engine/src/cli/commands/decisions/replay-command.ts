import type { Command } from 'commander';
import { createReplaySteps } from '@quarterdeck/core/decision/agent/replay-steps';
import type { BrokenRow } from '@quarterdeck/db/decision-chains';
import type { CliPorts } from '../../cli-ports.ts';
import { ExitCodeError } from '../../exit-code-error.ts';
import { EXIT_REFUSED } from '../../exit-code.ts';
import { formatTime } from '../../format-time.ts';
import { dataOption, jsonOption, wholeNumber } from '../../options.ts';
import { replayDecisions, type ReplayOrder, type ReplayReport } from './replay-decisions.ts';
import { withReader, withWindow, type StoreFlags } from './with-reader.ts';

const MOST = Number.MAX_SAFE_INTEGER;

export function addReplay(parent: Command, ports: CliPorts): void {
  withWindow(
    parent
      .command('replay')
      .description(
        'work stored decisions out again, asking nobody; an empty diff: the same orders',
      ),
  )
    .option('--id <decision>', 'this one alone')
    .option('--limit <count>', 'so many at most, the oldest first', wholeNumber(1, MOST))
    .addOption(jsonOption())
    .addOption(dataOption())
    .action((flags: StoreFlags & ReplayOrder) => {
      withReader(ports, flags, (reader) => {
        // What was changed afterwards proves nothing, whatever comes out of it.
        const broken = reader.verifyChain();
        if (broken !== undefined) return stop(broken, flags, ports);
        const { clock } = ports;
        const report = replayDecisions(reader, createReplaySteps(), { ...flags, clock });
        if (flags.json === true) ports.print(JSON.stringify({ chain: 'whole', ...report }));
        else for (const line of describeReplay(report)) ports.print(line);
        if (report.differenceCount > 0) throw new ExitCodeError(EXIT_REFUSED);
      });
    });
}

function stop({ table, id }: BrokenRow, { json }: StoreFlags, ports: CliPorts): never {
  if (json === true) ports.print(JSON.stringify({ chain: 'broken', broken: { table, id } }));
  throw new Error(`the decision journal breaks at row ${id} of ${table}: nothing was replayed`);
}

const show = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

function describeReplay(report: ReplayReport): readonly string[] {
  const { decisions, differenceCount, differences, perSecond } = report;
  const speed = perSecond === null ? '' : `, ${Math.round(perSecond)} a second`;
  const verdict = differenceCount === 0 ? 'empty diff' : `${differenceCount} came out otherwise`;
  const left = differenceCount - differences.length;
  return [
    ...differences.map(
      ({ decisionId, tsDecision, field, recorded, now }) =>
        `${decisionId}  ${formatTime(tsDecision)}  ${field}: recorded ${show(recorded)}, now ${show(now)}`,
    ),
    ...(left > 0 ? [`and ${left} more`] : []),
    `${decisions} decisions, ${verdict}${speed}`,
  ];
}
