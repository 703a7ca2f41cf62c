import { expect, test } from '../fixtures/desk.ts';
import { venueNet } from '../support/desk-books.ts';
import { positionRow, untilHolding, untilQuiet } from '../support/desk-waits.ts';

test.use({ pace: 'holding', viewport: { width: 390, height: 844 }, hasTouch: true });

test('on a phone the state is read, the lock pressed and a position closed', async ({
  page,
  desk,
}) => {
  const { session, process } = desk;
  await untilHolding(session, 1);
  await page.goto('/summary');
  const widest = () => page.evaluate(() => document.documentElement.scrollWidth);
  await expect(page.getByTestId('engine-state')).toHaveText('running');
  for (const id of ['mode-badge', 'engine-state', 'total-pnl', 'lock-button']) {
    await expect(page.getByTestId(id)).toBeInViewport();
  }
  expect(await widest()).toBeLessThanOrEqual(390);

  await page.getByTestId('lock-button').tap();
  await expect(page.getByTestId('lock-banner')).toBeInViewport();
  await expect(page.getByTestId('unlock-button')).toBeInViewport();
  const [position] = await untilQuiet(session);
  const { positionId = '', symbol = '', side = '', qty = '' } = position ?? {};
  const before = venueNet(process.dataFolder, symbol);

  const row = positionRow(page, positionId);
  await row.getByTestId('close-position').tap();
  await expect(page.getByTestId('close-qty')).toHaveValue(qty);
  await expect(page.getByTestId('close-confirm')).toBeInViewport();
  expect(await widest()).toBeLessThanOrEqual(390);
  await page.getByTestId('close-confirm').tap();
  await expect(row).toBeHidden({ timeout: 15_000 });
  const after = venueNet(process.dataFolder, symbol);
  expect(side === 'long' ? after < before : after > before).toBe(true);

  await page.goto('/ops');
  await expect(page.getByTestId('strategy-control')).toBeVisible();
  expect(await widest()).toBeLessThanOrEqual(390);
});
