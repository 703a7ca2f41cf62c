import { expect, it } from 'vitest';
import { Findings } from './findings.ts';

const offender = { where: 'here', expected: 'this', found: 'that' };

it('a criterion nobody looked at fails', () => {
  const [criterion] = new Findings().criteria(['lanes.paired']);
  expect(criterion).toMatchObject({ status: 'FAIL', checked: 0 });
});

it('a skipped one neither holds nor fails, and says why', () => {
  const findings = new Findings();
  findings.skip('load.recorded_tapes', 'no tapes here');
  const [criterion] = findings.criteria(['load.recorded_tapes']);
  expect(criterion).toMatchObject({ status: 'SKIPPED', note: 'no tapes here' });
});

it('a skip does not hide what was looked at all the same', () => {
  const findings = new Findings();
  findings.skip('lanes.paired', 'too early');
  findings.look('lanes.paired', false, () => offender);
  expect(findings.criteria(['lanes.paired'])[0]?.status).toBe('FAIL');
});

it('one miss among thousands fails it, and the first ten are kept', () => {
  const findings = new Findings();
  for (let at = 0; at < 1_000; at += 1) findings.look('lanes.paired', at > 11, () => offender);
  const [criterion] = findings.criteria(['lanes.paired']);
  expect(criterion).toMatchObject({ status: 'FAIL', checked: 1_000, failed: 12 });
  expect(criterion?.offenders).toHaveLength(10);
});

it('compares amounts that differ in the last digit as different', () => {
  const findings = new Findings();
  findings.equal('exactness.fills', { where: '', expected: 10n ** 30n, found: 10n ** 30n + 1n });
  expect(findings.hasFailed).toBe(true);
});

it('counts looks that held together, and adds up what parts of a run bring', () => {
  const findings = new Findings();
  findings.hold('parity.replay', 40);
  findings.add('parity.replay', 'lives', 2);
  findings.add('parity.replay', 'lives', 3);
  expect(findings.criteria(['parity.replay'])).toMatchObject([
    { status: 'PASS', checked: 40, evidence: { lives: 5 } },
  ]);
});
