import { expect, test } from '../fixtures/desk.ts';
import { arrivedOrders } from '../support/desk-books.ts';

test.use({ pace: 'churning' });
test.setTimeout(120_000);

const SWITCHED = 'scalp_tick_imbalance';

test('entry off stops the new entries of that strategy and only of it, while its exits go on', async ({
  page,
  desk,
}) => {
  const { session, process } = desk;
  await session.ensureUnlocked();
  const rowOf = async () => (await session.state()).strategies.find(({ id }) => id === SWITCHED);
  await expect
    .poll(async () => (await rowOf())?.openPositions, { timeout: 30_000 })
    .toBeGreaterThan(0);

  await page.goto('/ops');
  await page.getByTestId(`switch-${SWITCHED}-manage-only`).click();
  const state = page.getByTestId(`switch-state-${SWITCHED}`);
  await expect(state).toHaveAttribute('data-phase', 'enforced');
  await expect(state).toHaveAttribute('data-position', 'manage-only');
  await expect(state).toHaveText(/enforced #[\d,]+ · \d+\.\d ms/);
  const enforced = await rowOf();
  const switchSeq = enforced?.switchSeq ?? Infinity;
  expect(enforced).toMatchObject({ entry_enabled: false, exit_enabled: true });

  const after = () =>
    arrivedOrders(process.dataFolder).filter(({ eventSeq }) => eventSeq > switchSeq);
  const exitsOfIt = () =>
    after().filter(({ strategyId, purpose }) => strategyId === SWITCHED && purpose === 'exit');
  const othersWithEntries = () =>
    new Set(
      after()
        .filter(({ strategyId, purpose }) => strategyId !== SWITCHED && purpose === 'entry')
        .map(({ strategyId }) => strategyId),
    );
  // It still manages what it holds, to the last position, and it still wanted to enter.
  await expect.poll(async () => (await rowOf())?.openPositions, { timeout: 30_000 }).toBe(0);
  expect(exitsOfIt()).not.toEqual([]);
  await expect
    .poll(async () => (await rowOf())?.lastDenial?.code, { timeout: 30_000 })
    .toBe('GUARD_ENTRY_DISABLED');
  await expect.poll(() => othersWithEntries().size, { timeout: 60_000 }).toBeGreaterThanOrEqual(2);
  const entriesOfIt = after().filter(
    ({ strategyId, purpose }) => strategyId === SWITCHED && purpose === 'entry',
  );
  expect(entriesOfIt).toEqual([]);

  await page.getByTestId(`switch-${SWITCHED}-on`).click();
  await expect(state).toHaveAttribute('data-position', 'on');
  await expect
    .poll(async () => (await rowOf())?.openPositions, { timeout: 30_000 })
    .toBeGreaterThan(0);
});
