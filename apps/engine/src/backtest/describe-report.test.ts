import { expect, it } from 'vitest';
import { describeReport } from './describe-report.ts';
import { sampleReport } from './testing/sample-report.ts';
import { verdictOf } from './verdict.ts';

const { totals, statistics } = sampleReport();

it.each([
  [
    '-1.5',
    '0.5',
    ['Lost 1.50 USD', 'It gained 0.50 USD before fees; fees of 2.00 USD took more than that.'],
  ],
  [
    '-2.5',
    '-0.5',
    ['Lost 2.50 USD', 'It lost 0.50 USD before fees, and fees of 2.00 USD came on top.'],
  ],
  ['8', '10', ['Gained 8.00 USD', 'Fees took 2.00 USD, 20 % of what it gained before them.']],
  ['0', '2', ['Neither gained nor lost', 'Fees took 2.00 USD, 100 %']],
])('a net of %s on a gross of %s is put in words', (net, gross, parts) => {
  const { headline, remarks } = verdictOf(
    sampleReport({ totals: { ...totals, net, gross, fees: '2' } }),
  );
  const text = [headline, ...remarks].join(' ');
  for (const part of parts) expect(text).toContain(part);
});

it('a run without trades says so', () => {
  const none = sampleReport({ statistics: { ...statistics, trades: 0 } });
  expect(verdictOf(none)).toMatchObject({ headline: 'No trade was closed in 2 d.', remarks: [] });
});

it('a terminal shows the verdict, then what to beware of, then the figures', () => {
  const lines = describeReport(sampleReport({ warnings: ['only 2 trades'] }));
  expect(lines.slice(0, 4)).toEqual([
    'Gained 9.85 USD (+0.98 %) in 2 d, with 2 trades.',
    'Fees took 0.50 USD, 5 % of what it gained before them.',
    'The deepest fall was 0.25 % (2.50 USD); the longest time below a peak 2 h.',
    'warning     only 2 trades',
  ]);
  expect(lines).toContain('net         9.845678 = gross 10.345678 - fees 0.5 + funding 0 USD');
  expect(lines.at(-1)).toMatch(/^ {2}stop +2 trades {2}50\.0 % +\+9\.8457$/);
});
