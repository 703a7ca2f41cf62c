import { describe, expect, it } from 'vitest';

import {
  describeTally,
  isSuccess,
  sumTallies,
  tallyPlaywright,
  tallyVitest,
} from './test-summary.mjs';

const vitestReport = (changes) => ({
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...changes,
});

describe('the last line', () => {
  it('names passed and failed tests only, when none was skipped', () => {
    expect(describeTally({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
  });

  it('names skipped tests when there are some', () => {
    expect(describeTally({ passed: 3, failed: 1, skipped: 2 })).toBe(
      '3 passed, 1 failed, 2 skipped',
    );
  });

  it('sums the unit and the browser tests', () => {
    const browser = tallyPlaywright({
      stats: { expected: 4, unexpected: 1, flaky: 0, skipped: 0 },
    });
    expect(describeTally(sumTallies([tallyVitest(vitestReport()), browser]))).toBe(
      '9 passed, 1 failed',
    );
  });
});

it('counts a test file that cannot be loaded as one failure', () => {
  const testResults = [{ status: 'failed', assertionResults: [] }];
  expect(tallyVitest(vitestReport({ testResults })).failed).toBe(1);
});

it('counts a failed test once, not again for its file', () => {
  const testResults = [{ status: 'failed', assertionResults: [{ status: 'failed' }] }];
  expect(tallyVitest(vitestReport({ numFailedTests: 1, testResults })).failed).toBe(1);
});

it('counts a browser test that passed only when retried as failed', () => {
  const stats = { expected: 1, unexpected: 0, flaky: 1, skipped: 0 };
  expect(tallyPlaywright({ stats, errors: [] })).toEqual({ passed: 1, failed: 1, skipped: 0 });
});

it('is no success when no test ran', () => {
  expect(isSuccess({ passed: 0, failed: 0, skipped: 3 })).toBe(false);
  expect(isSuccess({ passed: 1, failed: 0, skipped: 0 })).toBe(true);
  expect(isSuccess({ passed: 1, failed: 1, skipped: 0 })).toBe(false);
});
