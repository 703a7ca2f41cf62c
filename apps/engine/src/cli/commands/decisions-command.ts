import { Option, type Command } from 'commander';
import {
  DECISION_ACTORS,
  recordedOutcomeSchema,
  type DecisionActor,
} from '@quarterdeck/core/contract/agent/decision-record.schema';
import type {
  DecisionFilter,
  DecisionSummary,
  StoredDecision,
} from '@quarterdeck/core/contract/agent/decision-list.schema';
import type { DecisionReader } from '@quarterdeck/db/decision-reader';
import type { CliPorts } from '../cli-ports.ts';
import { formatTime } from '../format-time.ts';
import { collect, dataOption, given, jsonOption, wholeNumber } from '../options.ts';
import { UsageError } from '../usage-error.ts';
import { describeDecision } from './decisions/describe-decision.ts';
import { addReAsk } from './decisions/re-ask/re-ask-command.ts';
import { addReplay } from './decisions/replay-command.ts';
import { addReport } from './decisions/report-command.ts';
import {
  withReader,
  withWindow,
  type StoreFlags,
  type WindowFlags,
} from './decisions/with-reader.ts';

interface FilterFlags extends StoreFlags, WindowFlags {
  readonly outcome?: readonly string[];
  readonly symbol?: string;
  readonly actor?: DecisionActor;
}

interface ListFlags extends FilterFlags {
  readonly limit: number;
  readonly before?: number;
  readonly counts?: boolean;
}

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 10_000;
const EXPORT_PAGE = 200;

export function addDecisionsCommand(program: Command, ports: CliPorts): void {
  const decisions = program
    .command('decisions')
    .description("the agent's decisions; works with the engine down as well");
  addList(decisions, ports);
  addShow(decisions, ports);
  addVerify(decisions, ports);
  addExport(decisions, ports);
  addReplay(decisions, ports);
  addReport(decisions, ports);
  addReAsk(decisions, ports);
}

const withFilters = (command: Command): Command =>
  withWindow(command)
    .option('--outcome <outcome>', 'how it ended; may be said again', collect)
    .option('--symbol <symbol>', 'of one instrument')
    .addOption(new Option('--actor <actor>', 'who decided').choices([...DECISION_ACTORS]))
    .addOption(dataOption());

function filterOf({ outcome, symbol, actor, from, to }: FilterFlags): DecisionFilter {
  const outcomes = outcome?.map((name) => {
    const parsed = recordedOutcomeSchema.safeParse(name);
    if (parsed.success) return parsed.data;
    throw new UsageError(`no outcome ${name}: one of ${recordedOutcomeSchema.options.join(', ')}`);
  });
  return {
    ...given('outcomes', outcomes),
    ...given('symbol', symbol),
    ...given('actor', actor),
    ...given('fromTs', from),
    ...given('toTs', to),
  };
}

function addList(parent: Command, ports: CliPorts): void {
  withFilters(parent.command('list').description('newest first'))
    .option('--limit <count>', 'newest decisions', wholeNumber(1, MAX_LIMIT), DEFAULT_LIMIT)
    .option('--before <number>', 'below this number', wholeNumber(1, Number.MAX_SAFE_INTEGER))
    .option('--counts', 'how evaluations ended, instead: why nothing happened')
    .addOption(jsonOption())
    .action((flags: ListFlags) => {
      withReader(ports, flags, (reader) => {
        if (flags.counts === true) printCounts(reader, flags, ports);
        else printList(reader, flags, ports);
      });
    });
}

function printList(reader: DecisionReader, flags: ListFlags, ports: CliPorts): void {
  const { limit, before } = flags;
  const page = { filter: filterOf(flags), limit, ...given('beforeId', before) };
  const rows = reader.list(page);
  if (flags.json === true) ports.print(JSON.stringify(rows));
  else for (const row of rows) ports.print(summaryLine(row));
}

function summaryLine(row: DecisionSummary): string {
  const { id, tsDecision, symbol, actor, outcome, vetoCode, decisionId, cost } = row;
  const why = vetoCode === null ? '' : ` (${vetoCode})`;
  const p = row.pCalibrated === null ? '' : `  p ${row.pCalibrated.toFixed(3)}`;
  return `${id}  ${formatTime(tsDecision)}  ${symbol}  ${actor}  ${outcome}${why}${p}  $${cost}  ${decisionId}`;
}

function printCounts(reader: DecisionReader, flags: ListFlags, ports: CliPorts): void {
  const counts = reader.countOutcomes(filterOf(flags));
  if (flags.json === true) {
    ports.print(JSON.stringify(counts));
    return;
  }
  for (const { outcome, count } of counts.outcomes) ports.print(`${outcome}  ${count}`);
  for (const { layer, count } of counts.gateSkips) ports.print(`GATE_SKIP ${layer}  ${count}`);
}

function addShow(parent: Command, ports: CliPorts): void {
  parent
    .command('show <decision>')
    .description('one decision whole')
    .addOption(jsonOption())
    .addOption(dataOption())
    .action((decisionId: string, flags: StoreFlags) => {
      withReader(ports, flags, (reader) => {
        const found = reader.find(decisionId);
        if (found === undefined) throw new Error(`no decision ${decisionId}`);
        if (flags.json === true) ports.print(JSON.stringify(found));
        else for (const line of describeDecision(found)) ports.print(line);
      });
    });
}

function addVerify(parent: Command, ports: CliPorts): void {
  parent
    .command('verify')
    .description('check that no decision, text or result was changed or taken out')
    .addOption(jsonOption())
    .addOption(dataOption())
    .action((flags: StoreFlags) => {
      withReader(ports, flags, (reader) => {
        const broken = reader.verifyChain() ?? null;
        if (flags.json === true) ports.print(JSON.stringify({ ok: broken === null, broken }));
        if (broken !== null) {
          throw new Error(`the decision journal breaks at row ${broken.id} of ${broken.table}`);
        }
        if (flags.json !== true) ports.print('the decision journal holds');
      });
    });
}

function addExport(parent: Command, ports: CliPorts): void {
  withFilters(parent.command('export').description('oldest first, one JSON value a line')).action(
    (flags: FilterFlags) => {
      const filter = filterOf(flags);
      withReader(ports, flags, (reader) => {
        let page: readonly StoredDecision[] = [];
        do {
          page = reader.read(page.at(-1)?.id ?? 0, EXPORT_PAGE, filter);
          for (const decision of page) ports.print(JSON.stringify(decision));
        } while (page.length === EXPORT_PAGE);
      });
    },
  );
}
