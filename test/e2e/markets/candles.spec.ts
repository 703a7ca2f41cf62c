import { expect, test } from '../fixtures/desk.ts';

test('a market shows its candles and its spread, and another is one choice away', async ({
  page,
  desk,
}) => {
  await desk.session.ensureUnlocked();
  await page.goto('/markets');
  await expect(page).toHaveURL(/\/markets\/\w+-\w+$/);
  await expect(page.getByTestId('candles').locator('canvas').first()).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByRole('region', { name: / now$/ })).toContainText(/\d\.\d\d bps/);
  await page.getByTestId('market-symbol').selectOption('ETH/USDT');
  await expect(page).toHaveURL(/\/markets\/ETH-USDT$/);
  await expect(page.getByTestId('market-chart')).toContainText('ETH/USDT');
});
