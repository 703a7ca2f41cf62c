import { defineConfig } from '@playwright/test';

const chromium = process.env['QUARTERDECK_CHROMIUM'];

/** What keeps a Debian Chromium quiet: no sandbox as root, and none of its own background traffic. */
const quietLinux = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: 'test/e2e',
  // Each test starts an engine of its own through its fixtures; two at once would share two cores.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  outputDir: 'test-results',
  forbidOnly: process.env['CI'] !== undefined,
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    // Without the film of every page: drawing it takes a core that the engine and the page need.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: process.platform === 'linux' ? quietLinux : [],
    },
  },
});
