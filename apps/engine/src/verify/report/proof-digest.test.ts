import { describe, expect, it } from 'vitest';
import type { ProofReport } from '@quarterdeck/core/contract/proof/proof-report.schema';
import { finishedReport } from './finished-report.fixture.ts';

const [stage] = finishedReport().stages;
const criteria = finishedReport().criteria;
const digestOf = (over: Partial<ProofReport> = {}) => finishedReport(over).digest;
const withStage = (over: object) => ({
  stages: stage === undefined ? [] : [{ ...stage, ...over }],
});
const withFirst = (over: object) => ({
  criteria: criteria.map((one, index) => (index === 0 ? { ...one, ...over } : one)),
});

describe('the digest of a report', () => {
  it('is SHA-256 in hexadecimal', () => {
    expect(digestOf()).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is the same for two runs that differ in times, machine, measures and charts only', () => {
    const other = finishedReport({
      runId: '20270101-000000-zzzz',
      tsStarted: 1,
      elapsedMs: 99,
      machine: { cpu: 'other', cores: 64, memoryMb: 1, platform: 'darwin arm64' },
      measures: [],
      charts: [],
      ...withStage({ elapsedMs: 1 }),
    });
    expect(other.digest).toBe(digestOf());
  });

  it('does not depend on the order in which counts and evidence were noted', () => {
    expect(digestOf(withStage({ counts: { orders: 60_000, fills: 120_000 } }))).toBe(digestOf());
    expect(digestOf(withFirst({ evidence: { releases: 1_188, acquires: 1_200 } }))).toBe(
      digestOf(),
    );
  });

  it.each<[string, Partial<ProofReport>]>([
    ['kind', { kind: 'full' }],
    ['seed', { seed: 8 }],
    ['defect', { defect: 'double-fill' }],
    ['verdict', { verdict: 'PASS' }],
    ['a count', withStage({ counts: { fills: 120_001, orders: 60_000 } })],
    ['the last digit of the profit', withStage({ pnl: '-4563.860000000002' })],
    ['a status', withFirst({ status: 'PASS' })],
    ['how often a criterion was looked at', withFirst({ checked: 1_201 })],
    ['how often it broke', withFirst({ failed: 13 })],
    ['evidence', withFirst({ evidence: { acquires: 1_200, releases: 1_187 } })],
    ['an offender', withFirst({ offenders: [] })],
    ['a criterion that is missing', { criteria: criteria.slice(1) }],
  ])('changes with %s', (_what, over) => {
    expect(digestOf(over)).not.toBe(digestOf());
  });
});
