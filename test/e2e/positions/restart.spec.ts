import type { ConsoleState } from '@quarterdeck/core/contract/console-state.schema';
import { expect, test } from '../fixtures/desk.ts';
import { venueBook } from '../support/desk-books.ts';
import { untilHolding, untilQuiet } from '../support/desk-waits.ts';
import { noteAppearance } from '../support/noted-moment.ts';

test.use({ pace: 'holding' });
test.setTimeout(150_000);

/** What must survive, without what moves with the market; in which order they are listed does not matter. */
const kept = ({ positions }: ConsoleState) =>
  positions
    .map(({ positionId, strategyId, symbol, side, qty, entryPrice, stopPrice }) =>
      [positionId, strategyId, symbol, side, qty, entryPrice, stopPrice].join(' '),
    )
    .sort();

test('locked, killed with -9 and started: still locked, same positions, same profit to the last digit', async ({
  page,
  desk,
}) => {
  const { session, process } = desk;
  await untilHolding(session, 2);
  await page.goto('/ops');
  await page.getByTestId('lock-button').click();
  await expect(page.getByTestId('lock-banner')).toBeVisible();
  await untilQuiet(session);
  const sums = page.getByTestId('ties-out-panel');
  const before = await session.state();
  const bookBefore = venueBook(process.dataFolder);
  await expect(sums).toContainText(before.pnl.realised);

  await process.kill9();
  await process.start();
  await page.reload();
  await expect(page.getByTestId('engine-state')).toHaveText('running', { timeout: 20_000 });
  const banner = page.getByTestId('lock-banner');
  await expect(banner).toHaveAttribute('data-level', 'lock');
  await expect(banner).toContainText('LOCKED: emergency lock');
  const after = await session.state();
  expect(after.lock).toEqual(before.lock);
  expect(kept(after)).toEqual(kept(before));
  expect(after.pnl.realised).toBe(before.pnl.realised);
  await expect(sums).toContainText(before.pnl.realised);
  await expect(page.getByTestId('ties-out')).toHaveAttribute('data-ok', 'true');
  const bookAfter = venueBook(process.dataFolder);
  expect(bookAfter.positions).toEqual(bookBefore.positions);
  expect(bookAfter.fills).toEqual(bookBefore.fills);
});

test('without its engine the console says so within 3 seconds, still offers the lock, and comes back by itself', async ({
  page,
  desk,
}) => {
  const { session, process } = desk;
  await session.ensureUnlocked();
  await page.goto('/summary');
  await expect(page.getByTestId('engine-state')).toHaveText('running');
  // The chart loads by itself after the page: what the page needs must be there before the engine goes.
  await page.waitForLoadState('networkidle');
  const noted = await noteAppearance(page, 'disconnected-banner');
  const colourOf = () =>
    page
      .getByTestId('kpi-strip')
      .locator('.figure')
      .first()
      .evaluate((figure) => getComputedStyle(figure).color);
  const fresh = await colourOf();
  const killedAt = Date.now();
  await process.kill9();
  expect((await noted.at()) - killedAt).toBeLessThan(3_000);
  const banner = page.getByTestId('disconnected-banner');
  await expect(banner).toContainText(/figures are .+ old/);
  expect(await colourOf()).not.toBe(fresh);
  const lock = page.getByTestId('lock-button');
  await expect(lock).toBeEnabled();
  await lock.click();
  await expect(page.getByTestId('lock-phase')).toContainText(/requested lock|unknown lock/);

  await process.start();
  await expect(banner).toBeHidden({ timeout: 20_000 });
  await expect(page.getByTestId('engine-state')).toHaveText('running', { timeout: 20_000 });
  expect(await colourOf()).toBe(fresh);
});
