import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callControl } from '../../../apps/engine/src/api/control/control-client.ts';
import { listSessions } from '../../../apps/engine/src/runtime/journal/list-sessions.ts';
import { listSegments } from '../../../apps/engine/src/runtime/journal/session-files.ts';
import { EngineHome } from '../../support/engine-home.ts';
import {
  newCommandId,
  pauseMs,
  runCommand,
  startReadyEngine,
  statusOf,
  waitFor,
  type EngineProgram,
} from '../../support/engine-program.ts';

interface ReplayReport {
  readonly events: number;
  readonly effects: number;
  readonly differenceCount: number;
  readonly differences: readonly { readonly seq: number; readonly type: string }[];
  readonly wasClosed: boolean;
  readonly header: { readonly sessionId: string };
}

const home = new EngineHome();
let engine: EngineProgram | undefined;

afterAll(async () => {
  if (engine?.hasEnded === false) await engine.kill('SIGKILL');
  home.remove();
});

async function start(): Promise<EngineProgram> {
  engine = await startReadyEngine(home);
  await waitFor('the desk to run', async () => (await statusOf(home)).engine.state === 'running');
  return engine;
}

const command = () => ({ commandId: newCommandId(), reason: 'the test wants it' });

async function post(running: EngineProgram, path: string, body: object): Promise<void> {
  const label = `test-${newCommandId()}`;
  const { token } = await callControl(home.socketPath, { method: 'create-token', label });
  const { port } = new URL(/http:\/\/\S+/.exec(running.stdout)?.[0] ?? '');
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect([answer.status, path]).toEqual([200, path]);
}

async function waitForFills(more: number): Promise<void> {
  const { tiesOut } = await statusOf(home);
  await waitFor(
    'fills',
    async () => (await statusOf(home)).tiesOut.fillCount >= tiesOut.fillCount + more,
  );
}

/** Trades, is locked and unlocked, switched, closed by hand, flattened, unlocked and trades again. */
async function runEventfulSession(running: EngineProgram): Promise<void> {
  await waitForFills(4);
  await post(running, '/ops/strategy-control', {
    strategy: 'scalp_ping_5s',
    entry_enabled: false,
    memo: 'calm',
  });
  await callControl(home.socketPath, {
    method: 'lock',
    command: { ...command(), level: 'freeze' },
  });
  await pauseMs(300);
  await callControl(home.socketPath, { method: 'unlock', command: command() });
  await waitForFills(2);
  const closing = { ...command(), lockFirst: true };
  await callControl(home.socketPath, { method: 'flatten', command: closing });
  await waitFor('flat', async () => (await statusOf(home)).flatten.phase === 'flat');
  await callControl(home.socketPath, { method: 'unlock', command: command() });
  await waitForFills(2);
}

async function replay(sessionId: string) {
  const end = await runCommand(home, 'replay', sessionId, '--json');
  if (end.stdout === '') throw new Error(end.stderr);
  return { code: end.code, report: JSON.parse(end.stdout) as ReplayReport };
}

const sessionIds = (): string[] =>
  listSessions(home.journalFolder).map(({ sessionId }) => sessionId);

/** Rewrites a session's journal line by line; undefined keeps a line. */
function editJournal(sessionId: string, edit: (line: string) => string | undefined): number {
  let edits = 0;
  const sessions = listSessions(home.journalFolder);
  const session = sessions.find((one) => one.sessionId === sessionId);
  if (session === undefined) throw new Error(`no session ${sessionId}`);
  for (const segment of listSegments(home.journalFolder, session.sessionId)) {
    const bytes = readFileSync(segment.path);
    const text = (segment.isCompressed ? gunzipSync(bytes) : bytes).toString('utf8');
    const lines = text.split('\n').map((line) => {
      const edited = edit(line);
      if (edited === undefined || edited === line) return line;
      edits += 1;
      return edited;
    });
    const written = Buffer.from(lines.join('\n'), 'utf8');
    writeFileSync(segment.path, segment.isCompressed ? gzipSync(written) : written);
  }
  return edits;
}

describe('replay of recorded sessions', () => {
  beforeAll(async () => {
    const first = await start();
    await runEventfulSession(first);
    await first.kill('SIGKILL');
    const second = await start();
    await waitForFills(4);
    expect((await second.kill('SIGTERM')).code).toBe(0);
  }, 90_000);

  it('of an eventful session that was killed gives an empty diff', async () => {
    const [first = ''] = sessionIds();
    const { code, report } = await replay(first);
    expect(report.differences).toEqual([]);
    expect(report).toMatchObject({ differenceCount: 0, wasClosed: false });
    expect(report.events).toBeGreaterThan(1_000);
    expect(report.effects).toBeGreaterThan(50);
    expect(code).toBe(0);
  });

  it('of the session after the kill, closed in good order, gives an empty diff', async () => {
    const ids = sessionIds();
    expect(ids).toHaveLength(2);
    const { code, report } = await replay('last');
    expect(report.header.sessionId).toBe(ids[1]);
    expect(report.differences).toEqual([]);
    expect(report).toMatchObject({ differenceCount: 0, wasClosed: true });
    expect(report.effects).toBeGreaterThan(20);
    expect(code).toBe(0);
  });

  it('shows where a desk with another limit would have decided otherwise, and exits 1', async () => {
    const last = sessionIds()[1] ?? '';
    const limit = '"max_order_notional":"10000"';
    const edits = editJournal(last, (line) =>
      line.startsWith('["h"') ? line.replace(limit, '"max_order_notional":"10"') : undefined,
    );
    expect(edits).toBe(1);
    const { code, report } = await replay(last);
    expect(code).toBe(1);
    expect(report.differenceCount).toBeGreaterThan(0);
    expect(report.differences[0]?.seq).toBeGreaterThan(0);
  });

  it('shows a journal line that was changed afterwards, and exits 1', async () => {
    const first = sessionIds()[0] ?? '';
    const edits = editJournal(first, (line) =>
      line.startsWith('["j"') && line.includes('TradingLocked')
        ? line.replace('the test wants it', 'nothing happened')
        : undefined,
    );
    expect(edits).toBeGreaterThan(0);
    const { code, report } = await replay(first);
    expect(code).toBe(1);
    expect(report.differences.map(({ type }) => type)).toContain('TradingLocked');
  });
});
