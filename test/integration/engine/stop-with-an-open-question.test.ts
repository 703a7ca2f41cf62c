import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { quarterdeckConfigSchema } from '@quarterdeck/core/contract/config.schema';
import { parseYaml } from '../../../apps/engine/src/runtime/config/yaml-document.ts';
import { listSessions } from '../../../apps/engine/src/runtime/journal/list-sessions.ts';
import { readJournal } from '../../../apps/engine/src/runtime/journal/read-journal.ts';
import { journalFolderOf } from '../../../apps/engine/src/runtime/start/data-folder.ts';
import { startEngine } from '../../../apps/engine/src/runtime/start/start-engine.ts';
import { AnthropicStandIn, STAND_IN_KEY } from '../../venues/anthropic/stand-in.ts';

const MINUTE = 60_000;
const START = Date.UTC(2024, 7, 8);
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

function openFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-open-question-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Patient beyond the end of the tape. */
function writeConfig(folder: string): string {
  const shipped = 'config/quarterdeck.yaml';
  const config = quarterdeckConfigSchema.parse(
    parseYaml(shipped, readFileSync(shipped, 'utf8')).value,
  );
  const agent = {
    symbols: ['BTC/USDT'],
    timeframes_ms: [MINUTE],
    signal_timeframe_ms: MINUTE,
    gate: { timer: { min_s: 30, max_s: 60 } },
    model: { deadline_ms: 600_000, stall_ms: 600_000 },
  };
  mkdirSync(path.join(folder, 'config'));
  const file = path.join(folder, 'config', 'quarterdeck.yaml');
  writeFileSync(file, JSON.stringify({ ...config, agent, strategies: [] }));
  return file;
}

/** The first question is asked as soon as fifteen minutes make a unit of stops; the tape ends soon after. */
function writeTape(folder: string): string {
  const rows = Array.from({ length: 20 }, (_, minute) => {
    const close = 60_000 + 200 * Math.sin(minute / 5);
    const figures = [close, close + 20, close - 20, close].map((figure) => figure.toFixed(2));
    return [START + minute * MINUTE, ...figures, 5].join(',');
  });
  const file = path.join(folder, 'demo_BTCUSDT_1m_a.csv');
  writeFileSync(file, ['ts_ms,open,high,low,close,volume', ...rows, ''].join('\n'));
  return file;
}

const askedOf = (metrics: string): number =>
  Number(/effects_total\{type="AskModel"\} (\d+)/.exec(metrics)?.[1] ?? 0);

async function answeredIn(dataFolder: string): Promise<string[]> {
  const folder = journalFolderOf(dataFolder);
  const [session] = listSessions(folder);
  if (session === undefined) throw new Error('no session');
  const ids: string[] = [];
  for await (const event of readJournal(folder, session.sessionId).events) {
    if (event.type === 'ModelAnswered') ids.push(event.questionId);
  }
  return ids;
}

it('a stop gives the desk one answer to every question, the open one included', async () => {
  const folder = openFolder();
  const standIn = await new AnthropicStandIn().start();
  onTestFinished(() => standIn.close());
  standIn.always(() => ({ kind: 'stall', at: 'stream' }));
  const engine = await startEngine({
    home: path.join(folder, 'home'),
    configFile: writeConfig(folder),
    replay: { files: [writeTape(folder)], speed: 'max', skipBadRows: false, hasAgent: true },
    port: 0,
    console: false,
    print: () => undefined,
    logger: silent,
    outside: {
      secrets: { modelKey: STAND_IN_KEY, fredKey: undefined },
      modelBaseUrl: standIn.baseUrl,
    },
  });
  onTestFinished(() => engine.stop());
  await engine.marketEnded;
  const asked = askedOf(await engine.operator.metrics());
  expect(asked).toBeGreaterThan(0);
  const open = engine.operator.consoleState().agent?.gates[0]?.questionId;
  expect(open).toEqual(expect.any(String));
  await standIn.received(1);
  await engine.stop();

  const answered = await answeredIn(engine.dataFolder);
  expect(answered).toContain(open);
  expect(new Set(answered).size).toBe(answered.length);
  expect(answered).toHaveLength(asked);
});
