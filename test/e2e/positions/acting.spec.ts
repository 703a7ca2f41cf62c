import type { PositionRow } from '@quarterdeck/core/contract/console-state.schema';
import { expect, test, type Desk } from '../fixtures/desk.ts';
import { venueNet } from '../support/desk-books.ts';
import { newCommandId } from '../support/desk-session.ts';
import { heldStill, positionRow } from '../support/desk-waits.ts';
import { units, unitsText } from '../support/exact-units.ts';

test.use({ pace: 'holding' });

/** A position that can be halved. */
async function heldPosition({ session }: Desk): Promise<PositionRow> {
  const [position] = await heldStill(session);
  if (position === undefined) throw new Error('no position is held');
  return position;
}

/** Half of it, on whole hundred-thousandths: every lot of these instruments divides that, or is one whole unit. */
function halfOf({ qty, symbol }: PositionRow): string {
  const step = { 'BTC/USDT': 1_000n, 'ETH/USDT': 10_000n, 'XAU/USD': 1_000_000n }[symbol];
  const lot = step ?? 100_000_000n;
  return unitsText((units(qty) / 2n / lot) * lot);
}

test('closing a part leaves exactly the rest, by the book of the venue', async ({ page, desk }) => {
  const position = await heldPosition(desk);
  const half = halfOf(position);
  const before = venueNet(desk.process.dataFolder, position.symbol);
  const closed = position.side === 'long' ? units(half) : -units(half);

  await page.goto('/ops');
  await positionRow(page, position.positionId).getByTestId('close-position').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('closing by hand passes every lock');
  await page.getByTestId('close-qty').fill(half);
  await expect(page.getByTestId('close-confirm')).toHaveText(`Close ${half} ${position.symbol}`);
  await page.getByTestId('close-confirm').click();
  await expect(dialog).toBeHidden();
  await expect
    .poll(() => venueNet(desk.process.dataFolder, position.symbol), { timeout: 15_000 })
    .toBe(before - closed);
  const left = units(position.qty) - units(half);
  await expect
    .poll(async () => {
      const rows = (await desk.session.state()).positions;
      const qty = rows.find(({ positionId }) => positionId === position.positionId)?.qty;
      return qty === undefined ? undefined : units(qty);
    })
    .toBe(left);
});

test('a quantity above what is held cannot be confirmed', async ({ page, desk }) => {
  const position = await heldPosition(desk);
  await page.goto('/ops');
  await positionRow(page, position.positionId).getByTestId('close-position').click();
  await page.getByTestId('close-qty').fill(unitsText(units(position.qty) + 1n));
  await expect(page.getByTestId('close-confirm')).toBeDisabled();
  await page.getByTestId('close-qty').fill('a half');
  await expect(page.getByTestId('close-confirm')).toBeDisabled();
  await page.getByRole('button', { name: 'Keep as it is' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a stop is moved to the price that was typed', async ({ page, desk }) => {
  const position = await heldPosition(desk);
  // A hundred steps nearer the mark: still far on its own side of it.
  const step = position.symbol === 'USD/JPY' ? 10_000_000n : 100_000_000n;
  const nearer = position.side === 'long' ? step : -step;
  const price = unitsText(units(position.stopPrice) + nearer);
  await page.goto('/ops');
  await positionRow(page, position.positionId).getByTestId('move-stop').click();
  await page.getByTestId('stop-price').fill(price);
  await page.getByTestId('stop-confirm').click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect
    .poll(async () => {
      const rows = (await desk.session.state()).positions;
      const stop = rows.find(({ positionId }) => positionId === position.positionId)?.stopPrice;
      return stop === undefined ? undefined : units(stop);
    })
    .toBe(units(price));
});

test('an order the desk does not know is not cancelled, and the answer names the reason', async ({
  desk,
}) => {
  const unknown = { commandId: newCommandId(), clientOrderId: 'qd-nobody-1-0' };
  const refused = desk.session.api.ops.cancelOrder.mutate(unknown);
  await expect(refused).rejects.toMatchObject({
    data: { code: 'NOT_FOUND', refusal: { code: 'ORDER_UNKNOWN' } },
  });
});
