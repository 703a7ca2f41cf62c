import { expect, test } from '../fixtures/desk.ts';
import { storeProof, storeProofFile } from './stored-proof.ts';

test.setTimeout(120_000);

const NOON = Date.UTC(2026, 10, 21, 12);
/** Above every number a system gives a process. */
const NOBODY = 2 ** 30;
/** A process below everything else in priority comes up when the others let it. */
const BEGUN_WITHIN_MS = 30_000;
const STOPPED_WITHIN_MS = 30_000;
const HEARD_WITHIN_MS = 2_000;

test('a stored report is shown from its verdict down to what broke it', async ({ page, desk }) => {
  const { home } = desk.process;
  storeProof(home, '20261121-093000-aaaa');
  storeProof(home, '20261121-120000-bbbb', { verdict: 'FAIL', tsStarted: NOON, seed: 99 });
  storeProofFile(home, 'broken', { 'report.json': '{"format": 1' });
  const dead = { runId: 'dead', kind: 'full', seed: 7, pid: NOBODY, stage: 'load' };
  const progress = { ...dead, tsStarted: NOON - 1, tsUpdated: NOON, stagesDone: 1, stagesTotal: 8 };
  storeProofFile(home, 'dead', { 'progress.json': JSON.stringify(progress) });

  await page.goto('/ops');
  await expect(page.getByTestId('proof-link')).toContainText('FAIL');
  await page.getByTestId('proof-link').getByRole('link', { name: 'Proof' }).click();
  await expect(page).toHaveURL(/\/ops\/proof$/);
  await expect(page.getByTestId('proof-word')).toHaveText('✗ FAIL');
  const failed = page.getByTestId('proof-failed');
  await expect(failed).toContainText('-17.2500000001');
  await expect(page.getByTestId('proof-command')).toHaveText(
    'npx quarterdeck verify --quick --seed 99',
  );
  await expect(page.getByTestId('proof-measures')).toContainText('207.93');
  await expect(page.getByTestId('proof-charts').locator('path.recharts-line-curve')).toHaveCount(2);

  const without = page.getByTestId('proof-without-report');
  await page.getByTestId('proof-broken').click();
  await expect(without).toContainText('report.json is not JSON');
  await page.getByTestId('proof-dead').focus();
  await page.keyboard.press('Enter');
  await expect(without).toContainText('proves nothing');

  await page.getByTestId('proof-20261121-093000-aaaa').click();
  await expect(page.getByTestId('proof-report')).toContainText('PASS');
  await expect(failed).toHaveCount(0);
  await page.getByTestId('criterion-lanes.paired').locator('summary').press('Enter');
  await expect(page.getByTestId('criterion-lanes.paired')).toContainText('96,422');
});

test('a run is begun, seen working beside the desk, and stopped', async ({ page, desk }) => {
  await page.goto('/summary');
  // Keys are heard once the page has come alive.
  await expect(async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await expect(page).toHaveURL(/\/ops\/proof$/, { timeout: HEARD_WITHIN_MS });
  }).toPass();
  const start = page.getByTestId('proof-start');
  await start.getByLabel('Seed, optional').fill('seven');
  await page.getByTestId('run-proof').click();
  await expect(start).toContainText('a whole number');
  expect(await desk.session.api.proof.list.query()).not.toContainEqual(
    expect.objectContaining({ state: 'running' }),
  );

  await start.getByLabel('Seed, optional').fill('4711');
  await page.getByTestId('run-proof').click();
  const running = page.getByTestId('proof-running');
  await expect(running).toContainText('4711');
  await expect(page.getByTestId('proof-stage')).toContainText(/Stage 1 of \d+/, {
    timeout: BEGUN_WITHIN_MS,
  });
  const refused = desk.session.api.proof.start.mutate({ kind: 'quick' });
  await expect(refused).rejects.toThrow('PROOF_RUNNING');

  await page.getByTestId('stop-proof').click();
  await expect(start).toBeVisible({ timeout: STOPPED_WITHIN_MS });
  const [row] = await desk.session.api.proof.list.query();
  expect(row).toMatchObject({
    state: 'interrupted',
    problem: expect.stringMatching(/^stopped by /),
  });
  await expect(page.getByTestId('proof-runs')).toContainText('stopped by');
  const audited = await desk.session.api.ops.audit.query({ limit: 5 });
  expect(JSON.stringify(audited)).toMatch(/StopProof.*StartProof/);
});

test('an engine that dies takes the run along, which then proves nothing', async ({
  page,
  desk,
}) => {
  const { runId } = await desk.session.api.proof.start.mutate({ kind: 'full' });
  const pidOf = async () => {
    const row = (await desk.session.api.proof.list.query()).find((each) => each.runId === runId);
    return row?.state === 'running' ? (row.progress?.pid ?? 0) : 0;
  };
  await expect.poll(pidOf, { timeout: BEGUN_WITHIN_MS }).toBeGreaterThan(0);
  const pid = await pidOf();
  await desk.process.kill9();
  await expect.poll(() => isAlive(pid), { timeout: STOPPED_WITHIN_MS }).toBe(false);

  await desk.process.start();
  await page.goto('/ops/proof');
  await expect(page.getByTestId(`proof-${runId}`)).toContainText('proves nothing');
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
