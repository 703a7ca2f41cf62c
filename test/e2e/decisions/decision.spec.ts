import { expect, test } from './invented-desk.ts';

test('a purchase is told from the gate to the result, evidence joined to its values', async ({
  page,
}) => {
  await page.goto('/decisions/d-97');
  await expect(page.getByTestId('decision-verdict')).toHaveText('Claude bought 0.0184 ETH/USDT');
  await expect(page.getByTestId('gate-reason')).toContainText('candle · value 900 · threshold 300');

  const evidence = page.getByRole('table', { name: 'Evidence' });
  await expect(evidence.getByRole('row')).toHaveCount(6);
  await expect(evidence).not.toContainText('not in the snapshot');
  await expect(evidence.getByRole('row', { name: /eth\.1m\.volume/ })).toContainText('opposes');

  const size = page.getByRole('table', { name: 'Clamps of the size' });
  await expect(size.getByRole('row')).toHaveCount(10);
  await expect(size.getByRole('row', { name: /kelly_fraction/ })).toContainText('0.21');
  await expect(page.getByTestId('decision-changes')).toContainText('Against d-95');
  const steps = page.getByTestId('decision-timeline').getByRole('listitem');
  await expect(steps.first()).toContainText('Newest figure');
  await expect(steps.filter({ hasText: 'Fill' })).toContainText('+6.53 s');
  await expect(steps.last()).toContainText('Position closed');
  await expect(page.getByTestId('decision-results')).toContainText('comes at');
  await expect(page.getByTestId('decision-cost')).toContainText('$0.0428');

  await page.getByText('Request, fresh part').click();
  await expect(page.getByRole('region', { name: 'Request, fresh part' })).toContainText(
    '"symbol": "ETH/USDT"',
  );
});

test('a replay says that it is the same, or where it is not', async ({ page }) => {
  await page.goto('/decisions/d-97');
  await page.getByTestId('replay-button').click();
  await expect(page.getByTestId('decision-replay')).toContainText('✓ The same');
  await page.goto('/decisions/d-105');
  await page.getByTestId('replay-button').click();
  const said = page.getByTestId('decision-replay').getByRole('status');
  await expect(said).toContainText('It comes out otherwise at size.clamps.3.after');
  await expect(said).toContainText('0.0171');
});

test('a veto and a failure are named with their numbers, and never as a hold', async ({ page }) => {
  await page.goto('/decisions/d-105');
  await expect(page.getByTestId('decision-verdict')).toContainText('the desk held it back');
  await expect(page.getByTestId('decision-veto')).toContainText('EXPOSURE_SYMBOL_EXCEEDS_CAP');
  await expect(page.getByTestId('decision-veto')).toContainText('25000');
  await page.goto('/decisions/d-102');
  await expect(page.getByTestId('decision-verdict')).toHaveText(
    'Nothing was decided about BTC/USDT: the service is overloaded',
  );
  await expect(page.getByTestId('decision-reason')).toContainText('nothing was decided');
});

test('brackets walk the decisions of the symbol, and an unknown one is named', async ({ page }) => {
  await page.goto('/decisions/d-97');
  await expect(page.getByTestId('previous-decision')).toBeVisible();
  await page.keyboard.press('[');
  await expect(page).toHaveURL(/\/decisions\/d-95$/);
  await expect(page.getByTestId('decision-head')).toContainText('d-95');
  await page.keyboard.press(']');
  await expect(page).toHaveURL(/\/decisions\/d-97$/);
  await page.goto('/decisions/none-such');
  await expect(page.getByTestId('decision-absent')).toContainText('There is no decision none-such');
  await expect(page.getByRole('link', { name: 'All decisions' })).toBeVisible();
});
