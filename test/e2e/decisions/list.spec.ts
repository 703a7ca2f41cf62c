import type { Page } from '@playwright/test';
import { expect, test } from './invented-desk.ts';

const rows = (page: Page) => page.getByTestId('decision-rows').locator('tbody tr');
const outcomes = (page: Page) => rows(page).locator('[title]', { hasText: /./ });

/** Numbers of the decisions on screen, from the top. */
const numbers = async (page: Page): Promise<readonly number[]> =>
  rows(page).evaluateAll((all) =>
    all.map((row) => Number(row.getAttribute('data-testid')?.replace('decision-d-', ''))),
  );

test('a decision made while the page is open appears at the top by itself', async ({ page }) => {
  await page.goto('/decisions');
  await expect(rows(page).first()).toBeVisible();
  const [newest = 0] = await numbers(page);
  await expect
    .poll(async () => (await numbers(page))[0], { timeout: 30_000 })
    .toBeGreaterThan(newest);
});

test('groups, symbols and counts narrow the list, and a count can be taken back', async ({
  page,
}) => {
  await page.goto('/decisions');
  await expect(rows(page).first()).toBeVisible();
  await page.getByRole('radio', { name: 'vetoes' }).click();
  await expect(rows(page).filter({ hasNotText: '⊘' })).toHaveCount(0);
  await expect(rows(page).first()).toContainText('⊘');
  await page.getByTestId('decisions-symbol').selectOption('BTC/USDT');
  await expect(rows(page).filter({ hasNotText: 'BTC/USDT' })).toHaveCount(0);

  const why = page.getByTestId('why-nothing');
  for (const part of ['Ended at the gate', 'Failed', 'Vetoed', 'Decided to do nothing']) {
    await expect(why.getByRole('heading', { name: part })).toBeVisible();
  }
  await page.getByTestId('decisions-symbol').selectOption('');
  await page.getByTestId('why-FAIL_OVERLOAD').click();
  await expect(rows(page).filter({ hasNotText: 'overloaded' })).toHaveCount(0);
  await expect(rows(page).first()).toContainText('overloaded');
  await page.getByRole('button', { name: /show the others/ }).click();
  await expect(outcomes(page).first()).toBeVisible();
  await expect(rows(page).filter({ hasNotText: 'overloaded' }).first()).toBeVisible();
});

test('older decisions join below, none twice and none left out', async ({ page }) => {
  await page.goto('/decisions');
  await page.getByRole('radio', { name: 'All', exact: true }).click();
  const older = page.getByRole('button', { name: 'Older decisions' });
  await expect(older).toBeVisible();
  await older.click();
  await expect.poll(async () => (await numbers(page)).length).toBeGreaterThan(99);
  const seen = await numbers(page);
  const [newest = 0] = seen;
  expect(seen).toEqual(seen.map((_, at) => newest - at));
});

test('arrows walk the rows and Enter opens one', async ({ page }) => {
  await page.goto('/decisions');
  await rows(page).first().focus();
  await page.keyboard.press('ArrowDown');
  const id = await page.locator(':focus').getAttribute('data-testid');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/decisions/${id?.replace('decision-', '') ?? ''}$`));
  await expect(page.getByTestId('decision-verdict')).toBeVisible();
});

test('a list that fails says so, that trading goes on, and offers to ask again', async ({
  page,
}) => {
  const tab = await page.context().newPage();
  await tab.route(/\/trpc\/(decisions|agent)\./, (route) =>
    route.fulfill({
      status: 500,
      contentType: 'application/json',
      body: JSON.stringify({
        error: {
          message: 'the disk is full',
          code: -32_603,
          data: { code: 'INTERNAL_SERVER_ERROR', httpStatus: 500 },
        },
      }),
    }),
  );
  for (const place of ['decisions', 'decisions/d-97', 'learning']) {
    await tab.goto(`/${place}`);
    const said = tab.getByRole('alert').filter({ hasText: 'did not arrive' }).first();
    await expect(said).toContainText('the disk is full. Trading is not affected.');
    await expect(said.getByRole('button', { name: 'Ask again' })).toBeVisible();
  }
  await tab.unrouteAll();
  await tab.goto('/decisions');
  await expect(rows(tab).first()).toBeVisible();
  await tab.close();
});
