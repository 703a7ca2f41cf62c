import { expect, it } from 'vitest';
import { asClientOrderId, asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { LaneRecord } from '../../runtime/lanes/lane-records.ts';
import { Findings } from '../findings.ts';
import { LaneAudit } from './lane-audit.ts';

const line = (kind: LaneRecord['kind'], seq: number, symbol = 'BTC/USD'): LaneRecord => ({
  kind,
  seq,
  symbol: asSymbolId(symbol),
  act: 'submit',
  clientOrderId: asClientOrderId(`order-${seq}`),
  ts: seq,
});

/** Criteria that the log breaks. */
function brokenBy(...log: readonly LaneRecord[]): string[] {
  const findings = new Findings();
  const audit = new LaneAudit(findings);
  for (const record of log) audit.take(record);
  audit.finish();
  const ids = ['lanes.paired', 'lanes.not_interleaved', 'lanes.numbered'] as const;
  return findings
    .criteria(ids)
    .filter(({ failed }) => failed > 0)
    .map(({ id }) => id);
}

it('holds of two symbols may overlap', () => {
  const log = [line('ACQUIRE', 1), line('ACQUIRE', 2, 'ETH/USD')];
  expect(brokenBy(...log, line('RELEASE', 2, 'ETH/USD'), line('RELEASE', 1))).toEqual([]);
});

it('a RELEASE that never comes is found at the end', () => {
  expect(brokenBy(line('ACQUIRE', 1))).toEqual(['lanes.paired']);
});

it('a RELEASE without its ACQUIRE is found', () => {
  expect(brokenBy(line('RELEASE', 1))).toEqual(['lanes.paired']);
});

it('a RELEASE under the name of another symbol is none', () => {
  const log = [line('ACQUIRE', 1), line('RELEASE', 1, 'ETH/USD')];
  expect(brokenBy(...log)).toEqual(['lanes.paired']);
});

it('two holds of one symbol at a time are found', () => {
  const log = [line('ACQUIRE', 1), line('ACQUIRE', 2), line('RELEASE', 1), line('RELEASE', 2)];
  expect(brokenBy(...log)).toEqual(['lanes.not_interleaved']);
});

it('a number that was left out is found', () => {
  const log = [line('ACQUIRE', 1), line('RELEASE', 1), line('ACQUIRE', 3), line('RELEASE', 3)];
  expect(brokenBy(...log)).toEqual(['lanes.numbered']);
});
