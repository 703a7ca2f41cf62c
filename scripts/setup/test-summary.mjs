/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/**
 * @param {any} report as vitest's json reporter writes it
 * @returns {Tally}
 */
export function tallyVitest(report) {
  // A file that fails while it is loaded has no tests to count: it counts as one failure.
  const unloaded = (report.testResults ?? []).filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {any} report as Playwright's json reporter writes it
 * @returns {Tally}
 */
export function tallyPlaywright({ stats, errors }) {
  return {
    passed: stats.expected,
    // A test that passed only when retried has failed once: it is not counted as passed.
    failed: stats.unexpected + stats.flaky + (errors ?? []).length,
    skipped: stats.skipped,
  };
}

/** @param {readonly Tally[]} tallies */
export function sumTallies(tallies) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of tallies) {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  return sum;
}

/** @param {Tally} tally */
export const describeTally = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/** Nothing failed is no success when nothing ran. @param {Tally} tally */
export const isSuccess = ({ passed, failed }) => failed === 0 && passed > 0;
