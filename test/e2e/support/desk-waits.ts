import { expect, type Page } from '@playwright/test';
import type { PositionRow } from '@quarterdeck/core/contract/console-state.schema';
import type { DeskSession } from './desk-session.ts';

const FIRST_ENTRIES_MS = 45_000;

/** Lets the desk trade until it holds at least so many positions. */
export async function untilHolding(session: DeskSession, atLeast: number): Promise<void> {
  await session.ensureUnlocked();
  await expect
    .poll(async () => (await session.state()).positions.length, { timeout: FIRST_ENTRIES_MS })
    .toBeGreaterThanOrEqual(atLeast);
}

/** What was on its way when the lock fell has arrived once no order is working. */
export async function untilQuiet(session: DeskSession): Promise<readonly PositionRow[]> {
  await expect.poll(async () => (await session.state()).orders.length).toBe(0);
  return (await session.state()).positions;
}

/** Two positions or more, on a desk whose lock keeps everything as it is. */
export async function heldStill(session: DeskSession): Promise<readonly PositionRow[]> {
  await untilHolding(session, 2);
  await session.lock();
  return untilQuiet(session);
}

/** The row of one position in the table of open positions. */
export const positionRow = (page: Page, positionId: string) =>
  page.getByTestId('positions').getByTestId(`position-row-${positionId}`);
