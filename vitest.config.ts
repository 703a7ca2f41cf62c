import { defineConfig } from 'vitest/config';

/** What replaces a module for a whole file needs a process in which nobody has loaded it before. */
const REPLACES_MODULES = ['apps/engine/src/cli/commands/verify-command.test.ts'];
const OUTSIDE = ['**/node_modules/**', '**/dist/**', '**/.next/**'];

export default defineConfig({
  test: {
    // A developer's own keys must never pay for a test.
    env: { ANTHROPIC_API_KEY: '', ANTHROPIC_BASE_URL: '', FRED_API_KEY: '' },
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    unstubEnvs: true,
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          // Modules hold next to no state, and loading them for each file anew took as long as half the tests.
          isolate: false,
          include: [
            'packages/**/*.test.ts',
            'apps/**/*.test.{ts,tsx}',
            'scripts/**/*.test.mjs',
            'test/{integration,parity,faults,regression,venues,support}/**/*.test.ts',
          ],
          exclude: [...OUTSIDE, ...REPLACES_MODULES],
        },
      },
      {
        extends: true,
        test: { name: 'alone', include: REPLACES_MODULES, exclude: OUTSIDE },
      },
    ],
  },
});
