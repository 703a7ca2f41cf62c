import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { systemScheduler } from '../adapters/system/system-scheduler.ts';
import { VirtualClock } from '../adapters/system/virtual-clock.ts';
import { proofArguments, type ProofOrder } from './proof-order.ts';
import { createProofProcess } from './proof-process.ts';

/** Starts a process that runs `body`; whatever it says of itself it writes into the folder of the run. */
function start(body: string, scheduler: VirtualClock | typeof systemScheduler = systemScheduler) {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-proof-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const script = path.join(folder, 'run.mjs');
  const note = path.join(folder, 'note');
  const write = `import { writeFileSync, renameSync } from 'node:fs';
    const say = (text) => {
      writeFileSync(${JSON.stringify(`${note}.part`)}, text);
      renameSync(${JSON.stringify(`${note}.part`)}, ${JSON.stringify(note)});
    };`;
  writeFileSync(script, `${write}\n${body}`);
  const order: ProofOrder = { request: { kind: 'quick', seed: 3 }, folder };
  const run = createProofProcess({ scheduler, script: pathToFileURL(script) })(order);
  const said = async (): Promise<string> => {
    while (!existsSync(note)) await systemScheduler.yield();
    return readFileSync(note, 'utf8');
  };
  return { run, said, folder };
}

it.each([
  [{ kind: 'full' }, []],
  [{ kind: 'quick' }, ['--quick']],
  [{ kind: 'soak' }, ['--soak', '24h', '--accelerated']],
  [{ kind: 'full', seed: 0 }, ['--seed', '0']],
] as const)('says %j as a person would on the command line', (request, rest) => {
  const command = proofArguments({ request, folder: '/home/proof/run' });
  expect(command).toEqual(['verify', '--report', '/home/proof/run', ...rest]);
});

it('hands the command over and nothing of the environment', async () => {
  const { run, said, folder } = start(`say(JSON.stringify(
    { args: process.argv.slice(2), names: Object.keys(process.env) })); process.disconnect();`);
  const { args, names } = JSON.parse(await said()) as { args: unknown; names: string[] };
  expect(args).toEqual(['verify', '--report', folder, '--quick', '--seed', '3']);
  expect(names.filter((name) => /QUARTERDECK|KEY|HOME/.test(name))).toEqual([]);
  expect(await run.ended).toBe('its process ended (code 0)');
});

it('ends with what the process complained of last, not with how far it had come', async () => {
  const { run } =
    start(`process.stderr.write('quarterdeck: the seed is wrong\\n1/8 load  2.1 s\\n');
    process.disconnect();`);
  expect(await run.ended).toBe('the seed is wrong');
});

it('asks a run to end and lets it clear up', async () => {
  const { run, said } = start(`process.once('SIGTERM', () => {
      process.stderr.write('quarterdeck: cleared up');
      process.stderr.end(() => process.exit(0));
    });
    setInterval(() => {}, 1e6); say('up');`);
  await said();
  run.stop();
  expect(await run.ended).toBe('cleared up');
});

it('ends a run that does not listen, once its time is over', async () => {
  const clock = new VirtualClock(0);
  const { run, said } = start(
    `process.on('SIGTERM', () => say('heard')); setInterval(() => {}, 1e6); say(String(process.pid));`,
    clock,
  );
  const pid = Number(await said());
  run.stop();
  await clock.runBy(3_999);
  expect(() => process.kill(pid, 0)).not.toThrow();
  await clock.runBy(1);
  await run.ended;
  expect(() => process.kill(pid, 0)).toThrow();
});
