import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'packages/**/*.test.ts',
      'apps/**/*.test.{ts,tsx}',
      'scripts/**/*.test.mjs',
      'test/{integration,parity,faults,regression,venues,support}/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**', '**/.next/**'],
    // A developer's own keys must never pay for a test.
    env: { ANTHROPIC_API_KEY: '', ANTHROPIC_BASE_URL: '', FRED_API_KEY: '' },
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    unstubEnvs: true,
    restoreMocks: true,
  },
});
