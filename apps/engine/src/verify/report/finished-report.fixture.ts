import type { ProofReport } from '@quarterdeck/core/contract/proof/proof-report.schema';
import { proofDigest } from './proof-digest.ts';

/** A report as a run ends with it. */
export function finishedReport(over: Partial<ProofReport> = {}): ProofReport {
  const report: ProofReport = {
    format: 1,
    runId: '20261121-204000-ab12',
    kind: 'quick',
    verdict: 'FAIL',
    seed: 7,
    defect: null,
    tsStarted: Date.UTC(2026, 10, 21, 20, 40),
    elapsedMs: 61_234,
    versions: { quarterdeck: '0.1.0', node: '20.20.0', sqlite: '3.53.2' },
    machine: { cpu: 'A | B <C>', cores: 2, memoryMb: 24_106, platform: 'linux x64' },
    digest: '',
    stages: [
      {
        name: 'bench',
        title: 'trades at full rate',
        elapsedMs: 12_000,
        counts: { fills: 120_000, orders: 60_000 },
        pnl: '-4563.860000000001',
      },
    ],
    criteria: [
      {
        id: 'lanes.paired',
        group: 'lanes',
        title: 'every ACQUIRE had its RELEASE',
        status: 'FAIL',
        checked: 1_200,
        failed: 12,
        evidence: { acquires: 1_200, releases: 1_188 },
        offenders: [{ where: 'BTCUSD | lane\n2', expected: 'RELEASE 7', found: '<nothing>' }],
      },
      {
        id: 'exactness.fills',
        group: 'exactness',
        title: 'the total was the sum over fills after every fill',
        status: 'PASS',
        checked: 120_000,
        failed: 0,
        evidence: { total: '4563.860000000001' },
        offenders: [],
      },
      {
        id: 'load.recorded_tapes',
        group: 'load',
        title: 'recorded markets went the same way and were as exact',
        status: 'SKIPPED',
        checked: 0,
        failed: 0,
        note: 'no recorded data beside the project',
        evidence: {},
        offenders: [],
      },
    ],
    measures: [
      {
        name: 'verify.trades_per_s',
        value: 9_500,
        unit: 'trades/s',
        reach: 5_000,
        direction: 'at_least',
        holds: true,
        details: {},
      },
      {
        name: 'verify.symbol_latency_ms',
        value: 7.25,
        unit: 'ms',
        reach: 5,
        direction: 'at_most',
        holds: false,
        details: {},
      },
    ],
    charts: [
      {
        name: 'knee',
        title: 'Where the engine saturates',
        xLabel: 'offered',
        yLabel: 'followed',
        scale: 'log',
        series: [
          {
            name: '3 symbols',
            points: [
              [100, 100],
              [100_000, 40_000],
            ],
          },
        ],
      },
    ],
    ...over,
  };
  return { ...report, digest: proofDigest(report) };
}
