import { expect, test } from '../fixtures/desk.ts';
import { storeProposal } from '../support/stored-proposal.ts';

const STRATEGY = 'scalp_wick_reversal_pro';
const NAME = 'lookback_bars';

test('a rejected proposal changes nothing and stays in the list with who rejected it', async ({
  page,
  desk,
}) => {
  storeProposal(desk.process, { id: 'p-reject', strategyId: STRATEGY, params: { [NAME]: 21 } });
  await page.goto(`/strategies/${STRATEGY}`);
  const input = page.getByTestId(`param-${NAME}`);
  const before = await input.inputValue();
  const proposal = page.getByTestId('proposal-p-reject');
  await expect(proposal.getByRole('row', { name: /out of sample/ })).toBeVisible();
  await proposal.getByRole('button', { name: 'Reject' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('the parameters stay as they are');
  await expect(page.getByTestId('proposal-confirm')).toBeDisabled();
  await page.getByTestId('proposal-reason').fill('one good week is no evidence');
  await page.getByTestId('proposal-confirm').click();
  await expect(dialog).toBeHidden();
  await expect(proposal).toContainText(/rejected by \w+/);
  await expect(proposal.getByRole('button')).toHaveCount(0);

  await expect(input).toHaveValue(before);
  const [audited] = await desk.session.api.ops.audit.query({ limit: 1 });
  expect(JSON.stringify(audited)).toContain('one good week is no evidence');
});

test('an accepted proposal is in effect, and one click returns to what was before', async ({
  page,
  desk,
}) => {
  storeProposal(desk.process, { id: 'p-accept', strategyId: STRATEGY, params: { [NAME]: 23 } });
  const valueNow = async () => {
    const cards = await desk.session.api.strategies.list.query();
    const card = cards.find(({ id }) => id === STRATEGY);
    return card?.params.find(({ name }) => name === NAME)?.value;
  };
  const before = await valueNow();
  await page.goto(`/strategies/${STRATEGY}`);
  const proposal = page.getByTestId('proposal-p-accept');
  await proposal.getByRole('button', { name: 'Accept' }).click();
  await expect(page.getByRole('dialog').getByRole('row', { name: NAME })).toContainText('+ 23');
  await page.getByTestId('proposal-reason').fill('holds on unseen data');
  await page.getByTestId('proposal-confirm').click();
  await expect(page.getByTestId(`param-${NAME}`)).toHaveValue('23');
  await expect(proposal).toContainText(/accepted by \w+/);
  expect(await valueNow()).toBe(23);

  await page.getByTestId('return-0').click();
  await expect(page.getByTestId(`param-${NAME}`)).toHaveValue(String(before));
  await expect(page.getByTestId('versions')).toContainText('return to version 0');
  expect(await valueNow()).toBe(before);
});
