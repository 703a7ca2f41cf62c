import type { ProofReport, ProofStage } from '@quarterdeck/core/contract/proof/proof-report.schema';
import { countText } from '../../../backtest/figure-text.ts';
import { CAUGHT_BY, DEFECTS } from '../../defects/defect.ts';
import { durationText } from '../duration-text.ts';
import { runAgainCommand } from '../run-again.ts';
import { describeCriteria, describeFailures } from './describe-criteria.ts';
import { describeMeasures } from './describe-measures.ts';
import { cellText, markdownTable } from './markdown-table.ts';

function summaryOf({ criteria, verdict }: ProofReport): string {
  const count = (status: string) => criteria.filter((one) => one.status === status).length;
  const skipped = count('SKIPPED');
  const parts = [
    `Of ${criteria.length} criteria, ${count('PASS')} held`,
    `${count('FAIL')} failed`,
    ...(skipped > 0 ? [`${skipped} could not be looked at here and count as SKIPPED`] : []),
  ];
  const meaning =
    verdict === 'PASS'
      ? 'Everything this run looked at held, every time it looked.'
      : 'This run did not show that the engine is right.';
  return `${meaning} ${parts.join(', ')}.`;
}

function defectNote({ defect, criteria }: ProofReport): readonly string[] {
  const planted = DEFECTS.find((name) => name === defect);
  if (planted === undefined) return [];
  const named = CAUGHT_BY[planted];
  const isCaught = criteria.some(({ id, failed }) => id === named && failed > 0);
  return [
    `> The fault \`${planted}\` was built in on purpose. The run has to fail, and \`${named}\` with it: ${
      isCaught ? 'it did' : '**it did not**'
    }.`,
    '',
  ];
}

function describeStages(stages: readonly ProofStage[]): readonly string[] {
  if (stages.length === 0) return [];
  const rows = stages.map(({ name, title, elapsedMs, counts, pnl }) => [
    ...[`\`${name}\``, cellText(title), durationText(elapsedMs)],
    cellText(
      Object.entries(counts)
        .map(([what, count]) => `${what} ${countText(count)}`)
        .join(', '),
    ),
    pnl ?? '',
  ]);
  const heads = ['stage', 'what it does', 'took', 'counts', 'profit, exact'];
  return ['## Stages', '', ...markdownTable(heads, rows)];
}

function describeMachine({ versions, machine }: ProofReport): readonly string[] {
  const rows = [
    ['Quarterdeck', versions.quarterdeck],
    ['Node', versions.node],
    ['SQLite', versions.sqlite],
    ['processor', `${cellText(machine.cpu)}, ${machine.cores} cores`],
    ['memory', `${countText(machine.memoryMb)} MB`],
    ['system', cellText(machine.platform)],
  ];
  return ['## Versions and machine', '', ...markdownTable(['', ''], rows)];
}

const describeCharts = ({ charts }: ProofReport): readonly string[] =>
  charts.length === 0
    ? []
    : [
        '## Charts',
        '',
        ...charts.flatMap(({ name, title }) => [`![${title}](charts/${name}.svg)`, '']),
      ];

function describeRun(report: ProofReport): readonly string[] {
  const { runId, kind, seed, tsStarted, elapsedMs, digest } = report;
  return markdownTable(
    ['', ''],
    [
      ['run', runId],
      ['kind', kind],
      ['seed', String(seed)],
      ['started', `${new Date(tsStarted).toISOString().slice(0, 19).replace('T', ' ')} UTC`],
      ['took', durationText(elapsedMs)],
      ['digest', `\`${digest}\``],
    ],
  );
}

const runAgain = (report: ProofReport): readonly string[] => [
  ...['## Run it again', '', '```', runAgainCommand(report), '```', ''],
  'The same version with this seed comes to the same criteria, counts and profits, to the last digit, and so to the',
  'same digest, on any machine that has the same recorded data beside the project. Times and measures differ.',
  '',
];

/** `report.md`: to be read from top to bottom by somebody who was not there. */
export function renderMarkdown(report: ProofReport): string {
  return [
    ...[`# Proof: ${report.verdict}`, '', summaryOf(report), ''],
    ...defectNote(report),
    ...describeRun(report),
    ...runAgain(report),
    ...describeFailures(report),
    ...describeCriteria(report),
    ...describeMeasures(report),
    ...describeStages(report.stages),
    ...describeCharts(report),
    ...describeMachine(report),
    'What each criterion means and how far it reaches: `docs/concepts/proof.md` of the project.',
    '',
  ].join('\n');
}
