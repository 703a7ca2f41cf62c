import { Option, type Command } from 'commander';
import type { CliPorts } from '../../cli-ports.ts';
import { ExitCodeError } from '../../exit-code-error.ts';
import { EXIT_REFUSED } from '../../exit-code.ts';
import { dataOption, jsonOption, numberOption } from '../../options.ts';
import { UsageError } from '../../usage-error.ts';
import { buildReport, PURPOSES, type ReportOrder } from './build-report.ts';
import { describeReport } from './describe-report.ts';
import { withReader, withWindow, type StoreFlags } from './with-reader.ts';

export const purposeOption = (): Option =>
  new Option('--purpose <purpose>', 'smoke: figures that prove nothing about the model')
    .choices([...PURPOSES])
    .default('evidence');

export function addReport(parent: Command, ports: CliPorts): void {
  withWindow(
    parent
      .command('report')
      .description(
        'how evaluations ended, what they cost, and Claude against the rules and nothing',
      ),
  )
    .addOption(purposeOption())
    .addOption(numberOption('--quote-per-usd <rate>', 'of the quote currency a dollar').default(1))
    .addOption(jsonOption())
    .addOption(dataOption())
    .action((flags: StoreFlags & ReportOrder) => {
      if (!(flags.quotePerUsd > 0)) throw new UsageError('--quote-per-usd must be above zero');
      const report = withReader(ports, flags, (reader) => buildReport(reader, flags));
      if (flags.json === true) ports.print(JSON.stringify(report));
      else for (const line of describeReport(report)) ports.print(line);
      if (!report.book.ok) throw new ExitCodeError(EXIT_REFUSED);
    });
}
