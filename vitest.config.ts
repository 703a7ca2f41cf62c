import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', '**/dist/**', '**/.next/**'];

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
          name: 'shared',
          // Pure modules hold no state: loading them for each file anew took longer than the tests.
          isolate: false,
          include: ['packages/**/*.test.ts', 'apps/web/**/*.test.{ts,tsx}'],
          exclude,
        },
      },
      {
        extends: true,
        test: {
          name: 'isolated',
          include: [
            'apps/engine/**/*.test.ts',
            'scripts/**/*.test.mjs',
            'test/{integration,parity,faults,regression,venues,support}/**/*.test.ts',
          ],
          exclude,
        },
      },
    ],
  },
});
