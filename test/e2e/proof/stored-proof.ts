import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  proofReportSchema,
  type ProofCriterion,
  type ProofReport,
} from '../../../packages/core/src/contract/proof/proof-report.schema.ts';

const held = (id: string, title: string, checked: number): ProofCriterion => ({
  ...{ id, group: id.split('.')[0] as ProofCriterion['group'], title, status: 'PASS' },
  ...{ checked, failed: 0, evidence: { fills: checked, total: '-1203.456789012345' } },
  offenders: [],
});

const CRITERIA: readonly ProofCriterion[] = [
  held('load.trade_rate', 'more trades a second were stored than the source system did', 41_200),
  held('lanes.paired', 'every ACQUIRE had its RELEASE', 96_422),
  held('lanes.independent', 'a slow venue in one symbol delayed no other symbol', 3),
  held('exactness.fills', 'the total was the sum over fills after every fill', 41_200),
  {
    ...held('parity.replay', 'the recorded events gave the same effects, byte for byte', 0),
    status: 'SKIPPED',
    note: 'a quick run records no journal',
    evidence: {},
  },
];

const BROKEN: ProofCriterion = {
  ...held('exactness.venue_book', "the total was that of the venue's own book", 41_200),
  status: 'FAIL',
  failed: 2,
  offenders: [
    { where: 'fill 1204, BTCUSD', expected: '-17.25', found: '-17.2500000001' },
    { where: 'fill 1209, BTCUSD', expected: '-18.5', found: '-18.5000000001' },
  ],
};

/** A report as `verify` writes it, with one criterion broken where the verdict says so. */
function proofReport(runId: string, given: Partial<ProofReport>): ProofReport {
  const criteria = given.verdict === 'FAIL' ? [...CRITERIA, BROKEN] : [...CRITERIA];
  return proofReportSchema.parse({
    ...{ format: 1, runId, kind: 'quick', verdict: 'PASS', seed: 20_261_121, defect: null },
    ...{ tsStarted: Date.UTC(2026, 10, 21, 9, 30), elapsedMs: 58_400, digest: '5e'.repeat(32) },
    versions: { quarterdeck: '0.1.0', node: '20.20.0', sqlite: '3.50.4' },
    machine: { cpu: 'Two of a kind', cores: 2, memoryMb: 7_936, platform: 'linux x64' },
    stages: [
      {
        ...{ name: 'load', title: 'Load on three symbols', elapsedMs: 21_400 },
        ...{ counts: { fills: 41_200, roundTrips: 20_600 }, pnl: '-1203.456789012345' },
      },
    ],
    criteria,
    measures: [
      measure('verify.trades_per_s', 6_412.5, '/s', 5_000),
      measure('verify.pnl_error', 0, 'USD', 0),
    ],
    charts: [
      {
        ...{ name: 'knee', title: 'Rate stored against rate asked for', scale: 'log' },
        ...{ xLabel: 'ticks a second asked for', yLabel: 'trades a second' },
        series: [
          {
            name: 'stored',
            points: [
              [100, 99],
              [1_000, 998],
              [10_000, 6_412],
            ],
          },
          {
            name: 'asked for',
            points: [
              [100, 100],
              [1_000, 1_000],
              [10_000, 10_000],
            ],
          },
        ],
      },
    ],
    ...given,
  });
}

const measure = (name: string, value: number, unit: string, reach: number) => ({
  ...{ name, value, unit, reach, holds: true, details: {} },
  direction: name === 'verify.pnl_error' ? 'at_most' : 'at_least',
});

/** Puts a report where an engine with this home looks for it. */
export function storeProof(home: string, runId: string, given: Partial<ProofReport> = {}): void {
  storeProofFile(home, runId, { 'report.json': JSON.stringify(proofReport(runId, given)) });
}

/** The same for files of any content. */
export function storeProofFile(
  home: string,
  runId: string,
  files: Readonly<Record<string, string>>,
): void {
  const folder = path.join(home, 'proof', runId);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
}
