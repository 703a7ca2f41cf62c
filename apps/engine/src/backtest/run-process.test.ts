import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { backtestRequestSchema } from '@quarterdeck/core/contract/backtest.schema';
import type { RunOrder } from './run-order.ts';
import { createRunProcess } from './run-process.ts';

const order: RunOrder = {
  request: backtestRequestSchema.parse({ strategies: ['all'], data: ['bars.csv'] }),
  places: { home: 'home', configFile: 'quarterdeck.yaml' },
};

/** Says its pid and waits for its end. */
const LIVES_ON = `process.send({ type: 'progress', fraction: process.pid }); setInterval(() => {}, 1e6);`;

/** Starts a process that runs `body` when it has its order. */
function start(body: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-run-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const script = path.join(folder, 'run.mjs');
  writeFileSync(script, `process.once('message', (order) => { ${body} });`);
  const progress: number[] = [];
  let isMoving: () => void = () => undefined;
  const moving = new Promise<void>((resolve) => (isMoving = resolve));
  const run = createRunProcess({ script: pathToFileURL(script) })(order, (fraction) => {
    progress.push(fraction);
    isMoving();
  });
  return { run, progress, moving };
}

it('hands the order over, passes progress on and ends with the outcome', async () => {
  const { run, progress } = start(`
    process.send({ type: 'progress', fraction: 0.5 });
    const report = Buffer.from(order.request.strategies[0] + order.places.home);
    process.send({ type: 'done', summary: {}, report }, () => process.disconnect());`);
  const end = await run.ended;
  expect(progress).toEqual([0.5]);
  expect(end.type === 'done' && Buffer.from(end.report).toString()).toBe('allhome');
});

it('says how a process died that was killed', async () => {
  const { run, moving } = start(LIVES_ON);
  const killed = start(LIVES_ON);
  await Promise.all([moving, killed.moving]);
  process.kill(killed.progress[0] ?? 0, 'SIGKILL');
  expect(await killed.run.ended).toEqual({
    type: 'failed',
    error: 'the process of the run ended (SIGKILL)',
  });
  run.stop();
  expect(await run.ended).toEqual({ type: 'ended' });
});

it('names the memory a run may have when it wanted more', async () => {
  const { run } = start(`process.stderr.write('FATAL ERROR: JavaScript heap out of memory');
    process.stderr.end(() => process.abort());`);
  expect(await run.ended).toEqual({
    type: 'failed',
    error: 'the run needed more memory than it may have (1024 MB)',
  });
});

it('fails when the script of the run is not there', async () => {
  const script = pathToFileURL(path.join(tmpdir(), 'quarterdeck-no-such-script.mjs'));
  const run = createRunProcess({ script })(order, () => undefined);
  expect(await run.ended).toEqual({
    type: 'failed',
    error: 'the process of the run ended (code 1)',
  });
});
