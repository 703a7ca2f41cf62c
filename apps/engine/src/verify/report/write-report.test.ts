import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { proofReportSchema } from '@quarterdeck/core/contract/proof/proof-report.schema';
import { describeReport } from './describe-report.ts';
import { finishedReport } from './finished-report.fixture.ts';
import { writeReport } from './write-report.ts';

function openFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-report-test-'));
  return {
    folder,
    read: (name: string) => readFileSync(path.join(folder, name), 'utf8'),
    list: () => readdirSync(folder, { recursive: true }).map(String).sort(),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const passing = () => {
  const criteria = finishedReport().criteria.filter(({ status }) => status === 'PASS');
  return finishedReport({ verdict: 'PASS', criteria });
};

describe('writing a report', () => {
  it('leaves the report in both forms and its charts, and no progress', () => {
    using place = openFolder();
    writeFileSync(path.join(place.folder, 'progress.json'), '{}');
    writeReport(finishedReport(), place.folder);
    expect(place.list()).toEqual(['charts', 'charts/knee.svg', 'report.json', 'report.md']);
    expect(proofReportSchema.parse(JSON.parse(place.read('report.json')))).toEqual(
      finishedReport(),
    );
    expect(place.read('charts/knee.svg')).toMatch(/^<svg /);
  });

  it('writes nothing that does not keep to the schema', () => {
    using place = openFolder();
    const broken = { ...finishedReport(), elapsedMs: Number.NaN };
    expect(() => writeReport(broken, place.folder)).toThrow(/elapsedMs/);
    expect(place.list()).toEqual([]);
  });

  it('leaves no report.json when what comes before it could not be written', () => {
    using place = openFolder();
    mkdirSync(path.join(place.folder, 'report.md.part'));
    expect(() => writeReport(passing(), place.folder)).toThrow(/EISDIR/);
    expect(place.list()).not.toContain('report.json');
    expect(place.list()).not.toContain('report.md');
  });
});

describe('the page of a report', () => {
  const pageOf = (report = finishedReport()) => {
    using place = openFolder();
    writeReport(report, place.folder);
    return place.read('report.md');
  };

  it('begins with the verdict and how to come to it again', () => {
    const page = pageOf();
    expect(page).toMatch(/^# Proof: FAIL\n\nThis run did not show that the engine is right\./);
    expect(page).toContain('```\nnpx quarterdeck verify --quick --seed 7\n```');
    expect(page).toContain('| started | 2026-11-21 20:40:00 UTC |');
    expect(page).toContain('| took | 1 min 01 s |');
    expect(pageOf(passing())).toMatch(/^# Proof: PASS\n\nEverything this run looked at held/);
  });

  it('puts what failed before everything that held, with its first offenders', () => {
    const page = pageOf();
    expect(page.indexOf('## What failed')).toBeLessThan(page.indexOf('## Criteria'));
    expect(page).toContain('Looked at 1,200 times, broke 12 times. The first 1:');
    expect(page).toContain('| BTCUSD \\| lane 2 | RELEASE 7 | &lt;nothing> |');
    expect(pageOf(passing())).not.toContain('What failed');
  });

  it('lists every criterion by group with verdict, looks and evidence', () => {
    const page = pageOf();
    expect(page).toContain(
      '| `lanes.paired` | every ACQUIRE had its RELEASE | **FAIL** | 1,200 | 12 | acquires 1200, releases 1188 |',
    );
    expect(page).toContain('| PASS | 120,000 | 0 | total 4563.860000000001 |');
    expect(page).toContain('| SKIPPED | 0 | 0 | no recorded data beside the project |');
    expect(page.indexOf('### load\n')).toBeLessThan(page.indexOf('### lanes\n'));
    expect(page.indexOf('### lanes\n')).toBeLessThan(page.indexOf('### exactness\n'));
  });

  it('holds measures against their reach and against the source system', () => {
    const page = pageOf();
    expect(page).toContain('| `verify.trades_per_s` | 9,500 | trades/s | ≥ 5,000 | holds | 59.6 |');
    expect(page).toContain(
      '| `verify.symbol_latency_ms` | 7.25 | ms | ≤ 5 | **does not hold** | under 100 |',
    );
  });

  it('shows profits to the last digit, charts by relative links, and the machine', () => {
    const page = pageOf();
    expect(page).toContain('| fills 120,000, orders 60,000 | -4563.860000000001 |');
    expect(page).toContain('![Where the engine saturates](charts/knee.svg)');
    expect(page).toContain('| processor | A \\| B &lt;C>, 2 cores |');
  });

  it('says of a planted defect whether the right criterion saw it', () => {
    expect(pageOf(finishedReport({ defect: 'dropped-release' }))).toContain(
      '> The fault `dropped-release` was built in on purpose. The run has to fail, and `lanes.paired` with it: it did.',
    );
    expect(pageOf(finishedReport({ defect: 'float-ledger' }))).toContain('**it did not**.');
  });

  it('names the stage that broke and the length of a soak', () => {
    const broken = [{ stage: 'soak', error: 'no space\nleft' }];
    const page = pageOf(finishedReport({ kind: 'soak', soakMs: 5_400_000, broken }));
    expect(page).toContain('| soak | no space left |');
    expect(page).toContain('npx quarterdeck verify --soak 90m --accelerated --seed 7');
    expect(pageOf(finishedReport({ kind: 'soak', soakMs: 86_400_000 }))).toContain('--soak 24h ');
  });
});

describe('the last lines of a run', () => {
  it('name each failed criterion with its first offender, then verdict, digest and page', () => {
    const report = finishedReport({ broken: [{ stage: 'soak', error: 'no space\nleft' }] });
    expect(describeReport(report, '/srv/r')).toEqual([
      'broken  soak: no space',
      'failed  lanes.paired (12 of 1200): BTCUSD | lane 2: expected RELEASE 7, found <nothing>',
      'FAIL  1 passed, 1 failed, 1 skipped, in 1 min 01 s',
      `digest  ${report.digest}`,
      'report  /srv/r/report.md',
    ]);
  });

  it('say so of a criterion that nobody looked at', () => {
    const unseen = finishedReport().criteria.slice(0, 1);
    const criteria = unseen.map((one) => ({ ...one, checked: 0, failed: 0, offenders: [] }));
    expect(describeReport(finishedReport({ criteria }), '/srv/r')[0]).toBe(
      'failed  lanes.paired: never looked at',
    );
  });
});
