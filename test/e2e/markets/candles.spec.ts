import { expect, test } from '../fixtures/desk.ts';
import { writeCandleTape } from '../support/candle-tape.ts';
import { importHistory } from '../support/import-history.ts';

test('a market shows its candles and its spread, and another is one choice away', async ({
  page,
  desk,
}) => {
  await desk.session.ensureUnlocked();
  await page.goto('/markets');
  await expect(page).toHaveURL(/\/markets\/\w+-\w+$/);
  // The first minute of a desk that has just started may take longer than this waits.
  await page.getByText('5s', { exact: true }).click();
  await expect(page.getByTestId('candles').locator('canvas').first()).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByRole('region', { name: / now$/ })).toContainText(/\d\.\d\d bps/);
  await page.getByTestId('market-symbol').selectOption('ETH/USDT');
  await expect(page).toHaveURL(/\/markets\/ETH-USDT$/);
  await expect(page.getByTestId('market-chart')).toContainText('ETH/USDT');
});

test('older bars come from the history store, behind a shaded hole', async ({ page, desk }) => {
  test.setTimeout(200_000);
  const tape = writeCandleTape(desk.process.home, 1_500);
  await importHistory(desk.process, tape);
  await page.goto('/markets/BTC-USDT');
  const panel = page.getByTestId('market-chart');
  await expect(panel.getByRole('link')).toHaveText('https://www.tradingview.com/');
  await page.getByRole('radiogroup', { name: 'Length of a bar' }).getByText('1m').click();
  // History stands in until the desk has a bar of its own.
  await expect(panel).toContainText(/\d bars? · (?!.*of the history store)/, { timeout: 130_000 });
  const older = page.getByTestId('older-bars');
  await older.click();
  await expect(panel).toContainText(/600 of the history store · .*gaps? shaded/);
  await older.click();
  await expect(panel).toContainText('1,200 of the history store');
  await older.click();
  await older.click();
  await expect(older).toHaveText('No older bars');
  await expect(older).toBeDisabled();
});
