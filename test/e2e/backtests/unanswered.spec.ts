import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/desk.ts';
import { writeCandleTape } from '../support/candle-tape.ts';

test.setTimeout(120_000);

const STRATEGY = 'scalp_wick_reversal_pro';
const FAILING = {
  status: 500,
  contentType: 'application/json',
  body: JSON.stringify({
    error: {
      message: 'the disk is full',
      code: -32_603,
      data: { code: 'INTERNAL_SERVER_ERROR', httpStatus: 500 },
    },
  }),
};

/** What this tab asks of the engine about strategies, runs and markets fails; the stream goes on. */
const failQueries = (page: Page) =>
  page.route(/\/trpc\/(strategies|backtests|markets)\./, (route) => route.fulfill(FAILING));

/** Chromium writes every answer of 400 or more to the console; these are what the test asked for. */
async function withFailures(page: Page, look: (tab: Page) => Promise<void>): Promise<void> {
  const tab = await page.context().newPage();
  try {
    await failQueries(tab);
    await look(tab);
  } finally {
    await tab.close();
  }
}

test('a list that fails says so on every page, that trading goes on, and offers to ask again', async ({
  page,
}) => {
  await withFailures(page, async (tab) => {
    const said = tab
      .getByRole('alert')
      .filter({ hasText: 'did not arrive: INTERNAL_SERVER_ERROR' });
    for (const place of [
      'strategies',
      `strategies/${STRATEGY}`,
      'backtests/run-1',
      'markets/BTC-USDT',
    ]) {
      await tab.goto(`/${place}`);
      await expect(said.first()).toContainText('the disk is full. Trading is not affected.');
      await expect(said.first().getByRole('button', { name: 'Ask again' })).toBeVisible();
    }
    await tab.goto('/backtests');
    for (const panel of ['backtest-runs', 'backtests-running', 'backtest-form']) {
      await expect(tab.getByTestId(panel).getByRole('alert').first()).toContainText(
        'did not arrive',
      );
    }
    await tab.unrouteAll();
    await tab.getByTestId('backtest-runs').getByRole('button', { name: 'Ask again' }).click();
    await expect(tab.getByTestId('backtest-runs')).not.toContainText('did not arrive');
  });
});

test('what does not exist is named, with the way to what does, and without an error', async ({
  page,
}) => {
  await page.goto('/backtests/run-that-never-was');
  await expect(page.getByTestId('report-unknown')).toContainText('There is no run');
  await expect(page.getByRole('link', { name: 'All runs' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove this run' })).toHaveCount(0);
  await page.goto('/strategies/none_such');
  await expect(page.getByText('There is no strategy none_such')).toBeVisible();
  await page.goto('/markets/NO-SUCH');
  await expect(page.getByText('The desk trades BTC/USDT')).toBeVisible();
});

test('a run that failed says why in its row and on its page, and what had been asked for', async ({
  page,
  desk,
}) => {
  const missing = `${desk.process.home}/tapes/gone_BTCUSDT_1m_20250101_20250102.csv`;
  const { id } = await desk.session.api.backtests.start.mutate({
    strategies: [STRATEGY],
    data: [missing],
  });
  await page.goto('/backtests');
  const row = page.getByTestId(`run-${id}`);
  await expect(row).toContainText('failed', { timeout: 30_000 });
  await expect(row).toContainText('no such file');
  await row.click();
  const told = page.getByTestId('report-unfinished');
  await expect(told.getByRole('alert')).toContainText('The run failed');
  await expect(told).toContainText('no such file');
  await expect(told).toContainText(`Asked for: ${STRATEGY}`);
});

test('while the engine is dead a half-filled form stays and sends nothing; it goes on after', async ({
  page,
  desk,
}) => {
  const data = writeCandleTape(desk.process.home, 2_000);
  await page.goto('/backtests');
  const form = page.getByTestId('backtest-form');
  await form.getByTestId(`choose-${STRATEGY}`).check();
  await form.getByLabel(data).check();
  const market = await page.context().newPage();
  await market.goto('/markets/BTC-USDT');
  await expect(market.getByTestId('market-chart')).toContainText('BTC/USDT');
  await desk.process.kill9();
  await expect(form.getByRole('status')).toContainText('The engine does not answer');
  await expect(page.getByTestId('run-backtest')).toBeDisabled();
  await expect(market.getByRole('region', { name: / now$/ })).toContainText('not heard of');
  await desk.process.start();
  await expect(page.getByTestId('run-backtest')).toBeEnabled({ timeout: 30_000 });
  await expect(form.getByTestId(`choose-${STRATEGY}`)).toBeChecked();
  await expect(market.getByRole('region', { name: / now$/ })).toContainText('live', {
    timeout: 30_000,
  });
  // Its code may not have come before the engine died; it is asked for again.
  await expect(market.getByTestId('candles').locator('canvas').first()).toBeVisible({
    timeout: 30_000,
  });
  await market.close();
});
