import type { Page } from '@playwright/test';
import { trades } from '../../venues/anthropic/scripted-traders.ts';
import { expect, test, type AgentDesk } from '../fixtures/agent-desk.ts';
import { buyThenSell } from '../support/buy-then-sell.ts';
import { venueBook } from '../support/desk-books.ts';

const WARM_MS = 90_000;

interface Listed {
  readonly decisionId: string;
  readonly outcome: string;
  readonly orders: number;
}

/** The first decision that put an order on its way, by what the journal says. */
async function firstPurchase({ process: desk }: AgentDesk): Promise<string> {
  const rows = JSON.parse(await desk.cli('decisions', 'list', '--json')) as readonly Listed[];
  return (
    rows.findLast(({ outcome, orders }) => outcome === 'MODEL_BUY' && orders > 0)?.decisionId ?? ''
  );
}

const scope = (page: Page) => page.getByTestId('scope-all');

test('one decision is followed from the gate to a closed trade and to learned weights', async ({
  page,
  agentDesk,
}) => {
  test.setTimeout(240_000);
  agentDesk.model.always(trades(buyThenSell()));

  await test.step('the model decides, and ops says so', async () => {
    await page.goto('/ops');
    await expect(page.getByTestId('decider')).toContainText('Claude');
    await expect(page.getByTestId('breaker')).toContainText('closed');
  });

  await test.step('decisions appear by themselves', async () => {
    await page.goto('/decisions');
    const rows = page.getByTestId('decision-rows').locator('tbody tr');
    await expect(rows.first()).toBeVisible({ timeout: WARM_MS });
    await expect.poll(() => firstPurchase(agentDesk), { timeout: WARM_MS }).not.toBe('');
  });

  const decisionId = await firstPurchase(agentDesk);
  await test.step('its page tells gate, evidence, size and order', async () => {
    await page.goto(`/decisions/${decisionId}`);
    await expect(page.getByTestId('decision-verdict')).toContainText('Claude bought');
    await expect(page.getByTestId('gate-reason')).toContainText('timer');
    const evidence = page.getByRole('table', { name: 'Evidence' });
    await expect(evidence).toContainText('atr14');
    await expect(evidence).not.toContainText('not in the snapshot');
    await expect(page.getByRole('table', { name: 'Clamps of the size' })).toContainText(
      'probation',
    );
  });

  await test.step('a replay without a question decides the same', async () => {
    await page.getByTestId('replay-button').click();
    await expect(page.getByTestId('decision-replay')).toContainText('✓ The same');
  });

  await test.step('the trade closes, at the venue too', async () => {
    const closed = page.getByTestId('decision-timeline').getByRole('listitem').last();
    await expect(closed).toContainText('Position closed', { timeout: 60_000 });
    // By fills, not by orders: an entry that takes what is there and lets the rest expire is never `filled`.
    const { fills } = venueBook(agentDesk.process.dataFolder);
    expect(new Set(fills.map(({ side }) => side))).toEqual(new Set(['buy', 'sell']));
    const untilSold = fills.slice(0, fills.findLastIndex(({ side }) => side === 'sell') + 1);
    const net = untilSold.reduce((sum, { side, qty }) => sum + (side === 'buy' ? qty : -qty), 0n);
    expect(net, 'what was bought has been sold').toBe(0n);
  });

  await test.step('and its signals have been taught', async () => {
    await page.goto('/learning');
    await expect(scope(page)).toContainText(/[1-9]\d* trades?/);
    await expect(scope(page).getByRole('listitem').first()).toHaveAttribute('title', /^Beta\(/);
    await expect(scope(page).getByRole('listitem').first()).not.toHaveAttribute(
      'title',
      'Beta(1.00, 1.00)',
    );
  });
});

test('a wrong key is one clear alert, and the rules take over', async ({ page, agentDesk }) => {
  test.setTimeout(120_000);
  const { model } = agentDesk;
  model.always(() => ({ kind: 'error', status: 401, type: 'authentication_error', message: 'no' }));
  await page.goto('/ops');
  await expect(page.getByTestId('decider')).toContainText('rules', { timeout: 60_000 });
  await expect(page.getByTestId('breaker')).toContainText('open');
  const asked = model.requests.length;
  await page.goto('/decisions');
  await page.getByRole('radio', { name: 'rules' }).click();
  const rows = page.getByTestId('decision-rows').locator('tbody tr');
  await expect(rows.first()).toBeVisible({ timeout: 30_000 });
  expect(model.requests.length).toBe(asked);
});
