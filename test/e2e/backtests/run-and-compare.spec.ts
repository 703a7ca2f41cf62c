import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/desk.ts';
import { writeCandleTape } from '../support/candle-tape.ts';

test.setTimeout(180_000);

const MINUTES = 100_000;
const REPORTED_WITHIN_MS = 120_000;

/** Every share of progress the page has drawn since this was called. */
async function collectProgress(page: Page): Promise<() => Promise<readonly number[]>> {
  await page.evaluate(() => {
    const seen = new Set<string>();
    const note = () => {
      for (const row of document.querySelectorAll('[data-progress]')) {
        seen.add(row.getAttribute('data-progress') ?? '');
      }
      document.body.dataset['progressSeen'] = [...seen].join(' ');
    };
    new MutationObserver(note).observe(document.body, {
      childList: true,
      subtree: true,
      attributeFilter: ['data-progress'],
    });
  });
  return async () => {
    const text = await page.evaluate(() => document.body.dataset['progressSeen'] ?? '');
    return text.split(' ').filter(Boolean).map(Number);
  };
}

const doneRuns = (page: Page) =>
  page.getByTestId('backtest-runs').locator('tbody tr').filter({ hasText: 'done' });

async function ask(page: Page, strategy: string, data: string): Promise<void> {
  await page.goto('/backtests');
  const form = page.getByTestId('backtest-form');
  await form.getByTestId(`choose-${strategy}`).check();
  await form.getByLabel(data).check();
  await page.getByTestId('run-backtest').click();
  await expect(form.getByRole('status')).toContainText('Asked for: run');
}

test('a backtest asked for in the form moves, ends in a report, and is compared with another', async ({
  page,
  desk,
}) => {
  const data = writeCandleTape(desk.process.home, MINUTES);
  await page.goto('/backtests');
  const progress = await collectProgress(page);
  const form = page.getByTestId('backtest-form');
  await form.getByTestId('choose-all').check();
  await form.getByLabel(data).check();
  await page.getByTestId('run-backtest').click();
  await expect(form.getByRole('status')).toContainText('Asked for: run');
  await expect.poll(() => doneRuns(page).count(), { timeout: REPORTED_WITHIN_MS }).toBe(1);
  const seen = await progress();
  expect(seen.filter((share) => share > 0).length).toBeGreaterThan(1);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));

  await doneRuns(page).first().click();
  await expect(page).toHaveURL(/\/backtests\/.+/);
  await expect(page.getByTestId('report-verdict')).toHaveText(/Made|Lost|No trade/);
  await expect(page.getByTestId('report-curves').locator('svg').first()).toBeVisible();
  await expect(page.getByTestId('report-trades')).toBeVisible();

  await ask(page, 'scalp_wick_reversal_pro', data);
  await expect.poll(() => doneRuns(page).count(), { timeout: REPORTED_WITHIN_MS }).toBe(2);
  for (const at of [0, 1]) await doneRuns(page).nth(at).getByRole('checkbox').check();
  const compare = page.getByTestId('compare');
  await expect(compare.getByRole('row', { name: /Largest fall/ })).toBeVisible();
  await expect(compare.locator('path.recharts-line-curve')).toHaveCount(2);
});

test('a form that is not complete says what it lacks and asks for nothing', async ({
  page,
  desk,
}) => {
  writeCandleTape(desk.process.home, MINUTES);
  await page.goto('/backtests');
  const form = page.getByTestId('backtest-form');
  await form.getByLabel('Taker fee, bps').fill('101');
  await page.getByTestId('run-backtest').click();
  await expect(form.getByRole('status')).toContainText('3 fields to put right');
  await expect(form).toContainText('choose at least one strategy');
  await expect(form).toContainText('0 to 100');
});
