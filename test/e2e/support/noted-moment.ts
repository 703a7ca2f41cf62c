import type { Page } from '@playwright/test';

/** As `noteMatch`, for one element by its test id. */
export const noteAppearance = (page: Page, testId: string) =>
  noteMatch(page, `[data-testid="${testId}"]`);

/** Starts to watch; the page itself notes when something first matches, however slowly it is asked afterwards. */
export async function noteMatch(page: Page, wanted: string) {
  await page.evaluate((selector) => {
    const note = () => {
      if (document.querySelector(selector) === null) return;
      observer.disconnect();
      document.body.dataset['notedAt'] = String(Date.now());
    };
    delete document.body.dataset['notedAt'];
    const observer = new MutationObserver(note);
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributeFilter: ['data-position'],
    });
  }, wanted);
  return {
    /** Wall time of this machine; waits for it. */
    at: async (): Promise<number> => {
      const noted = await page.waitForFunction(() => document.body.dataset['notedAt']);
      return Number(await noted.jsonValue());
    },
  };
}
