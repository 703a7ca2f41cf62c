import { expect, test } from '../fixtures/desk.ts';
import { venueBook } from '../support/desk-books.ts';
import { heldStill } from '../support/desk-waits.ts';
import { exact, exactSum } from '../support/exact-sum.ts';

test.use({ pace: 'holding' });

test('flatten says what it will do, and ends flat by the book of the venue with its sums equal', async ({
  page,
  desk,
}) => {
  const { session, process } = desk;
  // Held still, so that the counts of the dialog are the counts of one moment.
  const positions = await heldStill(session);

  await page.goto('/ops');
  await page.getByTestId('flatten-button').click();
  const dialog = page.getByRole('dialog');
  const confirm = page.getByTestId('flatten-confirm');
  await expect(confirm).toHaveText(`Close ${positions.length} positions`);
  for (const { symbol, strategyId } of positions) {
    await expect(dialog.getByText(`${symbol} (${strategyId}) at market`)).toBeVisible();
  }
  await expect(confirm).toBeDisabled();
  await page.getByTestId('flatten-reason').fill('end of the watch');
  await confirm.click();
  await expect(dialog).toBeHidden();
  await expect(page.getByTestId('flatten-phase')).toHaveAttribute('data-phase', 'flat', {
    timeout: 30_000,
  });
  await expect(page.getByTestId('flatten-panel')).toContainText('Flat by the venue’s own book');
  await expect(page.getByTestId('lock-banner')).toBeVisible();
  const book = venueBook(process.dataFolder);
  expect(book.positions.filter(({ qty }) => qty !== 0n)).toEqual([]);
  expect(book.openOrders).toEqual([]);
  expect(book.inFlight).toEqual([]);

  // Nothing is open: the total on screen is all realised, which is what the fills add up to.
  const fills = await session.fills();
  expect(fills).toHaveLength(book.fills.length);
  const sum = exactSum(fills.map(({ net }) => net));
  const shown = page.getByTestId('total-pnl');
  await expect.poll(async () => exact((await shown.getAttribute('data-exact')) ?? '0')).toBe(sum);
  await expect(page.getByTestId('ties-out')).toHaveAttribute('data-ok', 'true');
  expect(sum).not.toBe(0n);
});
