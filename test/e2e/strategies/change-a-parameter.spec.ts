import { expect, test } from '../fixtures/desk.ts';

const CHANGED = 'scalp_wick_reversal_pro';

test('a parameter changed with a reason is in effect, in the versions and in the audit, and returns', async ({
  page,
  desk,
}) => {
  await page.goto(`/strategies/${CHANGED}`);
  const input = page.getByTestId('param-lookback_bars');
  const before = await input.inputValue();
  await input.fill('14');
  await page.getByTestId('params-review').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('row', { name: /lookback_bars/ })).toContainText('+ 14');
  await expect(page.getByTestId('params-confirm')).toBeDisabled();
  await page.getByTestId('params-reason').fill('a wider look back');
  await page.getByTestId('params-confirm').click();
  await expect(dialog).toBeHidden();
  await expect(page.getByTestId('params')).toContainText(/enforced #[\d,]+ · \d+\.\d ms/);
  await expect(page.getByTestId('param-row-lookback_bars')).toContainText('console');

  const cards = await desk.session.api.strategies.list.query();
  const card = cards.find(({ id }) => id === CHANGED);
  expect(card?.params.find(({ name }) => name === 'lookback_bars')?.value).toBe(14);
  const [audited] = await desk.session.api.ops.audit.query({ limit: 1 });
  expect(JSON.stringify(audited)).toContain('a wider look back');
  await expect(page.getByTestId('versions')).toContainText('a wider look back');

  await page.getByTestId('return-0').click();
  await expect(page.getByTestId('param-lookback_bars')).toHaveValue(before);
});

test('a value out of range is refused with its range before anything is sent', async ({ page }) => {
  await page.goto(`/strategies/${CHANGED}`);
  await page.getByTestId('param-lookback_bars').fill('2');
  await expect(page.getByTestId('param-row-lookback_bars')).toContainText('outside 3 to 500');
  await expect(page.getByTestId('params-review')).toBeDisabled();
});

test('the catalogue lists every strategy and leads to its page', async ({ page, desk }) => {
  const { strategies } = await desk.session.state();
  await page.goto('/strategies');
  // The agent has no parameters and pages of its own.
  const carded = strategies.filter(({ id }) => !id.startsWith('claude'));
  await expect(page.getByTestId('catalogue').locator('tbody tr')).toHaveCount(carded.length);
  await page.getByTestId(`catalogue-${CHANGED}`).press('Enter');
  await expect(page).toHaveURL(new RegExp(`/strategies/${CHANGED}$`));
  await expect(page.getByTestId('strategy-head')).toBeVisible();
});
