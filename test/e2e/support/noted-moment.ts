import type { Page } from '@playwright/test';

/** Starts to watch; the page itself notes when the element is first there, however slowly it is asked afterwards. */
export async function noteAppearance(page: Page, testId: string) {
  await page.evaluate((id) => {
    const selector = `[data-testid="${id}"]`;
    const note = () => {
      if (document.querySelector(selector) === null) return;
      observer.disconnect();
      document.body.dataset['notedAt'] = String(Date.now());
    };
    delete document.body.dataset['notedAt'];
    const observer = new MutationObserver(note);
    observer.observe(document.body, { childList: true, subtree: true });
  }, testId);
  return {
    /** Wall time of this machine; waits for it. */
    at: async (): Promise<number> => {
      const noted = await page.waitForFunction(() => document.body.dataset['notedAt']);
      return Number(await noted.jsonValue());
    },
  };
}
