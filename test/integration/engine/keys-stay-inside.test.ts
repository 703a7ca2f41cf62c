import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { quarterdeckConfigSchema } from '@quarterdeck/core/contract/config.schema';
import { parseYaml } from '../../../apps/engine/src/runtime/config/yaml-document.ts';
import { startEngine } from '../../../apps/engine/src/runtime/start/start-engine.ts';
import { AnthropicStandIn } from '../../venues/anthropic/stand-in.ts';

const MINUTE = 60_000;
const START = Date.UTC(2024, 7, 8);
const MINUTES = 2 * 60;

function openFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-keys-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A FRED that refuses every key and says which one it was. */
async function startChattyFred(): Promise<string> {
  const server = createServer((request, response) => {
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error_message: `Bad api_key in ${request.url ?? ''}` }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return `http://127.0.0.1:${address.port}`;
}

function writeConfig(folder: string, fred: string): string {
  const shipped = 'config/quarterdeck.yaml';
  const config = quarterdeckConfigSchema.parse(
    parseYaml(shipped, readFileSync(shipped, 'utf8')).value,
  );
  const agent = { ...config.agent, regimes: { macro: { base_url: fred } } };
  mkdirSync(path.join(folder, 'config'));
  const file = path.join(folder, 'config', 'quarterdeck.yaml');
  writeFileSync(file, JSON.stringify({ ...config, agent, strategies: [] }));
  return file;
}

/** Two hours of minutes that go up and down. */
function writeTape(folder: string): string {
  const rows = Array.from({ length: MINUTES }, (_, minute) => {
    const close = 60_000 + 200 * Math.sin(minute / 30);
    const figures = [close, close + 20, close - 20, close].map((figure) => figure.toFixed(2));
    return [START + minute * MINUTE, ...figures, 5].join(',');
  });
  const file = path.join(folder, 'demo_BTCUSDT_1m_a.csv');
  writeFileSync(file, ['ts_ms,open,high,low,close,volume', ...rows, ''].join('\n'));
  return file;
}

/** Every file below a folder that holds one of the texts. */
function filesWith(folder: string, texts: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      const content = file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
      return texts.some((text) => content.includes(text));
    });
}

it('no key reaches a journal, a table, a log or the console, though both providers repeat it', async () => {
  // Made here, so that nothing that looks like a key stands in the project.
  const modelKey = ['sk', 'ant', randomBytes(24).toString('hex')].join('-');
  const fredKey = randomBytes(16).toString('hex');
  const folder = openFolder();
  const standIn = await new AnthropicStandIn().start();
  onTestFinished(() => standIn.close());
  const said: string[] = [];
  const log = (fields: object, text: string): void => {
    const { err } = fields as { err?: unknown };
    const error = err instanceof Error ? `${String(err.stack)} ${String(err.cause)}` : '';
    said.push(`${text} ${error} ${JSON.stringify(fields)}`);
  };
  const engine = await startEngine({
    home: path.join(folder, 'home'),
    configFile: writeConfig(folder, await startChattyFred()),
    replay: { files: [writeTape(folder)], speed: 'max', skipBadRows: false, hasAgent: true },
    port: 0,
    console: false,
    print: (line) => said.push(line),
    logger: { info: log, warn: log, error: log },
    outside: { secrets: { modelKey, fredKey }, modelBaseUrl: standIn.baseUrl },
  });
  onTestFinished(() => engine.stop());
  await engine.marketEnded;
  await expect.poll(() => said.join('\n')).toContain('FAIL_ACCOUNT');
  const { agent } = engine.operator.consoleState();
  expect(agent).toMatchObject({ decider: 'rules', regime: { macro: 'unknown' } });
  expect(agent?.regime.why).toContain('FRED refuses the key');
  said.push(JSON.stringify(engine.operator.consoleState()), await engine.operator.metrics());
  await engine.stop();

  expect(said.filter((line) => line.includes(modelKey) || line.includes(fredKey))).toEqual([]);
  expect(filesWith(folder, ['FRED refuses the key']).length).toBeGreaterThan(0);
  expect(filesWith(folder, [modelKey, fredKey])).toEqual([]);
});
