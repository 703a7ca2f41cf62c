import type { Page } from '@playwright/test';
import { expect, test, type Desk } from '../fixtures/desk.ts';
import { arrivedOrders, handedOver } from '../support/desk-books.ts';

test.use({ pace: 'churning' });

interface LockWay {
  readonly name: string;
  readonly page: string;
  readonly act: (page: Page) => Promise<void>;
}

const WAYS: readonly LockWay[] = [
  {
    name: 'the button on summary',
    page: '/summary',
    act: (page) => page.getByTestId('lock-button').click(),
  },
  {
    name: 'the button on ops',
    page: '/ops',
    act: (page) => page.getByTestId('lock-button').click(),
  },
  {
    name: 'L pressed twice',
    page: '/ops',
    // A slow machine may let more than the allowed moment pass between the two: a person presses again too.
    act: (page) =>
      expect(async () => {
        await page.keyboard.press('l');
        await page.keyboard.press('l');
        await expect(page.getByTestId('lock-banner')).toBeVisible({ timeout: 1_500 });
      }).toPass(),
  },
];

/** Every strategy that has signalled since the lock was refused for it. */
async function deniedSince(desk: Desk, tsSince: number): Promise<readonly string[]> {
  const { strategies } = await desk.session.state();
  return strategies.flatMap(({ id, lastDenial }) =>
    lastDenial?.code === 'GUARD_LOCKED' && lastDenial.ts >= tsSince ? [id] : [],
  );
}

for (const way of WAYS) {
  test(`${way.name} locks: the bar says why and no entry reaches the venue any more`, async ({
    page,
    desk,
  }) => {
    const { session, process } = desk;
    await session.ensureUnlocked();
    await page.goto(way.page);
    await expect(page.getByTestId('lock-button')).toBeVisible();
    await expect(page.getByTestId('engine-state')).toHaveText('running');
    await way.act(page);
    const banner = page.getByTestId('lock-banner');
    await expect(banner).toHaveAttribute('data-level', 'lock');
    await expect(banner).toContainText('LOCKED: emergency lock');
    await expect(banner).toContainText(/by \S+ since \d{2}:\d{2}:\d{2}/);
    const already = handedOver(process.dataFolder);

    const { lock } = await session.state();
    await expect
      .poll(async () => (await deniedSince(desk, lock.tsSince)).length, { timeout: 30_000 })
      .toBeGreaterThan(0);
    const entries = arrivedOrders(process.dataFolder).filter(({ purpose }) => purpose === 'entry');
    expect(entries.filter(({ eventSeq }) => eventSeq > lock.eventSeq)).toEqual([]);
    expect(entries.filter(({ clientOrderId }) => !already.has(clientOrderId))).toEqual([]);
  });
}

test('the lock is released only with a typed reason, which its history keeps', async ({
  page,
  desk,
}) => {
  await desk.session.ensureUnlocked();
  await desk.session.lock();
  await page.goto('/ops');
  await page.getByTestId('unlock-button').click();
  const confirm = page.getByTestId('unlock-confirm');
  await expect(confirm).toBeDisabled();
  await page.getByTestId('unlock-reason').fill('  a ');
  await expect(confirm).toBeDisabled();
  await page.getByTestId('unlock-reason').fill('feeds are sound again');
  await confirm.click();
  await expect(page.getByTestId('lock-banner')).toBeHidden();
  await expect(page.getByTestId('lock-button')).toBeVisible();
  const [newest] = await desk.session.api.ops.lockHistory.query({ limit: 1 });
  expect(newest).toMatchObject({ level: 'none', reason: 'feeds are sound again' });
  const [audited] = await desk.session.api.ops.audit.query({ limit: 1 });
  expect(audited?.kind).toBe('Unlock');
});
