import { expect, test } from '../fixtures/desk.ts';

test.use({ pace: 'churning' });

test('the link printed at the start signs one browser in, and only once', async ({
  browser,
  desk,
}) => {
  const first = await browser.newContext();
  const page = await first.newPage();
  await page.goto(desk.process.printedLink);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(`${desk.process.url}/summary`);
  await expect(page.getByTestId('mode-badge')).toHaveText('SIMULATED');
  await expect(page.getByTestId('engine-state')).toHaveText('running');
  await first.close();

  const second = await browser.newContext();
  const late = await second.newPage();
  await late.goto(desk.process.printedLink);
  await late.getByRole('button', { name: 'Sign in' }).click();
  await expect(late.getByRole('heading')).toHaveText('This link does not sign in');
  await late.goto(`${desk.process.url}/ops`);
  await expect(late).toHaveURL(`${desk.process.url}/auth/sign-in`);
  await second.close();
});

test('without a session every page leads to the sign-in page and the API answers nothing', async ({
  browser,
  desk,
}) => {
  const { url } = desk.process;
  const context = await browser.newContext();
  const page = await context.newPage();
  for (const path of ['/', '/summary', '/ops', '/no-such-page']) {
    await page.goto(`${url}${path}`);
    await expect(page).toHaveURL(`${url}/auth/sign-in`);
  }
  for (const path of ['/trpc/live.snapshot', '/position/open_positions', '/metrics']) {
    expect((await context.request.get(`${url}${path}`)).status(), path).toBe(401);
  }
  expect((await context.request.get(`${url}/healthz`)).status()).toBe(200);
  await context.close();
});
