import { expect, test } from './invented-desk.ts';

test('what was learned is shown by regime, with its doubt, its calibration and its cost', async ({
  page,
}) => {
  await page.goto('/learning');
  await expect(page.getByTestId('scope-all').getByRole('listitem')).toHaveCount(5);
  await expect(page.getByTestId('scope-calm|growth')).toContainText('now');
  await expect(page.getByTestId('counterfactual')).toContainText('Claude − rules');
  await expect(page.getByTestId('counterfactual')).toContainText(/evidence|smoke test/);
  const calibration = page.getByTestId('calibration');
  await expect(calibration).toContainText('0.2461 stated, 0.2318 calibrated: better');
  await expect(calibration.locator('svg.recharts-surface').first()).toBeVisible();
  await calibration.getByLabel('Forecaster').selectOption('rules');
  await expect(calibration).toContainText('no skill shown');
  await expect(
    page.getByTestId('decision-costs').locator('.recharts-bar-rectangle'),
  ).not.toHaveCount(0);
  await expect(page.getByTestId('memory')).toContainText('Buyers came in at 96,800');
  await page.getByTestId('lessons').getByRole('link', { name: 'd-37' }).click();
  await expect(page).toHaveURL(/\/decisions\/d-37$/);
});

test('who decides is said on every page of it; the breaker is closed with a typed reason', async ({
  page,
}) => {
  for (const place of ['summary', 'decisions', 'learning']) {
    await page.goto(`/${place}`);
    await expect(page.getByTestId('decider-line')).toContainText('Rules decide');
    await expect(page.getByTestId('decider-line')).toContainText('the breaker is open');
  }
  await page.getByTestId('decider-line').getByRole('link', { name: 'Model' }).click();
  const panel = page.getByTestId('model-panel');
  await expect(panel.getByTestId('breaker')).toContainText('Next probe at');
  await expect(panel.locator('[aria-current=step]')).toContainText('cheaper model');
  await expect(panel.getByTestId('gate-BTC/USDT')).toContainText('open');

  await panel.getByTestId('reset-breaker').click();
  const dialog = page.getByRole('dialog', { name: 'Close the breaker' });
  await expect(dialog).toContainText('the service is overloaded');
  await expect(dialog.getByTestId('reset-breaker-confirm')).toBeDisabled();
  await dialog.getByTestId('reset-breaker-reason').fill('status page is green again');
  await dialog.getByTestId('reset-breaker-confirm').click();
  await expect(dialog).toBeHidden();
  await expect(panel.getByTestId('decider')).toContainText('Claude');
  await expect(panel.getByTestId('reset-breaker')).toHaveCount(0);
});

test('g d and g e lead there, and the keyboard list says so', async ({ page }) => {
  await page.goto('/summary');
  await expect(page.getByTestId('engine-state')).toHaveText('running');
  // The two keys belong together only when they come soon after each other: a slow machine may need another try.
  for (const [key, place] of [
    ['d', /\/decisions$/],
    ['e', /\/learning$/],
  ] as const) {
    await expect(async () => {
      await page.keyboard.press('g');
      await page.keyboard.press(key);
      await expect(page).toHaveURL(place, { timeout: 3_000 });
    }).toPass();
  }
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toContainText('Go to decisions');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('no page of the agent is wider than the screen', async ({ page }) => {
    for (const place of ['decisions', 'decisions/d-97', 'learning', 'ops']) {
      await page.goto(`/${place}`);
      await expect(page.getByTestId('engine-state')).toHaveText('running');
      await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
      const widths = await page.evaluate(() => {
        const main = document.querySelector('main');
        return [document.documentElement.scrollWidth, main?.scrollWidth ?? 0];
      });
      expect([place, ...widths]).toEqual([place, 390, 390]);
    }
  });
});
