import { expect, test, type Desk } from '../fixtures/desk.ts';
import { makeSearch } from '../support/stored-search.ts';

test.setTimeout(180_000);

const STRATEGY = 'scalp_wick_reversal_blend';
const HELD_AGAINST_WITHIN_MS = 60_000;

/** Values of the named parameters as the desk trades by them. */
async function inEffect(desk: Desk, names: readonly string[]) {
  const cards = await desk.session.api.strategies.list.query();
  const params = cards.find(({ id }) => id === STRATEGY)?.params ?? [];
  return Object.fromEntries(
    params.filter(({ name }) => names.includes(name)).map(({ name, value }) => [name, value]),
  );
}

test('a set of a stored search is proposed, accepted on the page of the strategy, in effect, and taken back', async ({
  page,
  desk,
}) => {
  const { id, best } = await makeSearch(desk.process, STRATEGY);
  const names = Object.keys(best.params);
  const before = await inEffect(desk, names);

  await page.goto('/backtests');
  await page.getByTestId(`search-${id}`).click();
  await expect(page).toHaveURL(new RegExp(`/backtests/searches/${id}$`));
  await expect(page.getByTestId('search-noise')).toContainText('Likely noise');
  await expect(page.getByTestId('trials').locator('tbody tr')).toHaveCount(6);
  await expect(page.getByTestId('search-scores').locator('svg circle').first()).toBeVisible();

  await page.getByTestId('trials').getByRole('button', { name: 'Out of sample' }).click();
  await page.getByTestId(`trial-${best.number}`).click();
  await expect(page.getByTestId('chosen-set')).toContainText(`trial ${best.number}`);
  await page.getByTestId('propose-set').click();
  const answer = page.getByTestId('propose-answer');
  await expect(answer).toContainText('Proposed.', { timeout: HELD_AGAINST_WITHIN_MS });
  await expect(page.getByTestId('propose-set')).toBeDisabled();
  expect(await inEffect(desk, names)).toEqual(before);

  await answer.getByRole('link', { name: STRATEGY }).click();
  const proposals = page.getByTestId('proposals');
  await proposals.getByRole('button', { name: 'Accept' }).click();
  await page.getByTestId('proposal-reason').fill('seen on both parts');
  await page.getByTestId('proposal-confirm').click();
  await expect(proposals).toContainText('accepted by');
  expect(await inEffect(desk, names)).toEqual(best.params);
  const [audited] = await desk.session.api.ops.audit.query({ limit: 1 });
  expect(JSON.stringify(audited)).toContain('seen on both parts');

  await page.getByTestId('return-0').click();
  await expect.poll(() => inEffect(desk, names)).toEqual(before);
  await page.goto(`/backtests/searches/${id}`);
  await page.getByTestId(`trial-${best.number}`).click();
  await expect(page.getByTestId('propose-answer')).toContainText('accepted by');
});
