import { expect, test } from '../fixtures/desk.ts';

test.use({ pace: 'churning' });

test('trades appear by themselves and every figure of them ties out', async ({ page, desk }) => {
  await desk.session.ensureUnlocked();
  await page.goto('/summary');
  const trades = page.getByTestId('trades').getByRole('row');
  // The header is a row too.
  await expect.poll(() => trades.count(), { timeout: 30_000 }).toBeGreaterThan(3);
  await expect(page.getByTestId('ties-out')).toHaveAttribute('data-ok', 'true');
  await expect(page.getByTestId('total-pnl')).toHaveAttribute('data-exact', /^-?\d+\.\d+$/);
  const { trades: known } = await desk.session.state();
  expect(known[0]?.entry_probability).toBeGreaterThan(0);
  expect(known[0]?.entry_units_intent).not.toBe('0');
});

test('a row of the trades opens the story of that trade', async ({ page, desk }) => {
  await desk.session.ensureUnlocked();
  await page.goto('/summary');
  const first = page.getByTestId('trades').locator('tbody tr').first();
  await first.focus();
  await first.press('Enter');
  const story = page.getByRole('dialog');
  await expect(story).toContainText(/probability/i);
  await page.keyboard.press('Escape');
  await expect(story).toBeHidden();
});
