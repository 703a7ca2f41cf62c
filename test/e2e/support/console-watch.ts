import type { Page } from '@playwright/test';

/** What Chromium itself says of an address that does not answer; nothing of ours. */
const NETWORK =
  /ERR_CONNECTION_|ERR_EMPTY_RESPONSE|ERR_SOCKET|WebSocket connection to|status of 50[234]/;

/** Collects every error the page writes to its console or throws. */
export function watchConsole(page: Page) {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(`thrown: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return {
    /** `wasDown`: the engine was away, so failures of the network are what must be there. */
    unexpected: (wasDown: boolean): readonly string[] =>
      wasDown ? errors.filter((text) => !NETWORK.test(text)) : errors,
  };
}
