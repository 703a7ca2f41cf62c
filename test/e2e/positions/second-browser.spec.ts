import { z } from 'zod';
import { expect, test } from '../fixtures/desk.ts';
import { noteAppearance, noteMatch } from '../support/noted-moment.ts';

test.use({ pace: 'holding' });

const SWITCHED = 'scalp_tick_imbalance';

const answerSchema = z.object({
  result: z.object({ data: z.object({ tsEnforced: z.number(), eventSeq: z.number() }) }),
});

test('a second browser shows the lock within a second of its enforcement', async ({
  page,
  desk,
  openSecondBrowser,
}) => {
  await desk.session.ensureUnlocked();
  const second = await openSecondBrowser();
  await page.goto('/summary');
  await second.goto('/ops');
  for (const each of [page, second]) {
    await expect(each.getByTestId('engine-state')).toHaveText('running');
    await expect(each.getByTestId('lock-button')).toBeVisible();
  }
  const noted = await noteAppearance(second, 'lock-banner');
  const answered = page.waitForResponse(
    (response) => response.url().includes('ops.lock') && response.request().method() === 'POST',
  );
  await page.getByTestId('lock-button').click();
  const { tsEnforced, eventSeq } = answerSchema.parse(await (await answered).json()).result.data;
  // The engine's stamp and the second page's are of one machine: between them lies the way to the other screen.
  expect((await noted.at()) - tsEnforced).toBeLessThan(1_000);
  await expect(second.getByTestId('lock-banner')).toContainText('LOCKED: emergency lock');
  expect((await desk.session.state()).lock.eventSeq).toBe(eventSeq);
});

test('a second browser shows a strategy switch within a second of its enforcement', async ({
  page,
  desk,
  openSecondBrowser,
}) => {
  await desk.session.ensureUnlocked();
  const second = await openSecondBrowser();
  await page.goto('/ops');
  await second.goto('/ops');
  const state = `switch-state-${SWITCHED}`;
  await expect(page.getByTestId(`switch-${SWITCHED}-manage-only`)).toBeVisible();
  await expect(second.getByTestId(state)).toBeVisible();
  await expect(second.getByTestId(state)).not.toHaveAttribute('data-position', 'manage-only');
  const noted = await noteMatch(second, `[data-testid="${state}"][data-position="manage-only"]`);
  const answered = page.waitForResponse(
    (response) =>
      response.url().includes('ops.setStrategyControl') && response.request().method() === 'POST',
  );
  await page.getByTestId(`switch-${SWITCHED}-manage-only`).click();
  const { tsEnforced } = answerSchema.parse(await (await answered).json()).result.data;
  expect((await noted.at()) - tsEnforced).toBeLessThan(1_000);
  await expect(second.getByTestId(`switch-${SWITCHED}-manage-only`)).toHaveAttribute(
    'aria-checked',
    'true',
  );
  await page.getByTestId(`switch-${SWITCHED}-on`).click();
  await expect(second.getByTestId(state)).toHaveAttribute('data-position', 'on');
});
