import { test as base, expect } from '@playwright/test';
import { watchConsole } from '../support/console-watch.ts';
import { signIn, type SessionCookie } from '../support/desk-session.ts';
import { InventedConsole } from './console-process.ts';

/** Pages before an invented desk: every ending of a decision is there, and a new one comes every few seconds. */
export const test = base.extend<object, { readonly session: SessionCookie }>({
  session: [
    async ({}, use) => {
      const console = new InventedConsole();
      try {
        await console.start();
        await use(await signIn(console.link));
      } finally {
        await console.dispose();
      }
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ session }, use) => use(session.url),
  context: async ({ context, session }, use) => {
    await context.addCookies([session]);
    await use(context);
  },
  page: async ({ page }, use) => {
    const watch = watchConsole(page);
    await use(page);
    expect(watch.unexpected(false), 'errors in the browser console').toEqual([]);
  },
});

export { expect };
