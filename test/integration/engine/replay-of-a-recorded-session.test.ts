import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callControl } from '../../../apps/engine/src/api/control/control-client.ts';
import { listSessions } from '../../../apps/engine/src/runtime/journal/list-sessions.ts';
import { listSegments } from '../../../apps/engine/src/runtime/journal/session-files.ts';
import { EngineHome } from '../../support/engine-home.ts';
import {
  buildProgram,
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

/** What a browser has after following the sign-in link. */
async function signIn() {
  const { url } = await callControl(home.socketPath, { method: 'link' });
  const { origin, searchParams } = new URL(url);
  const answer = await fetch(`${origin}/auth/link`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ token: searchParams.get('token') ?? '' }),
  });
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
  return { origin, cookie: cookie.join('; ') };
}

async function act(session: { origin: string; cookie: string }, name: string, input: object) {
  const answer = await fetch(`${session.origin}/trpc/ops.${name}`, {
    method: 'POST',
    headers: { ...session, 'content-type': 'application/json' },
    body: JSON.stringify({ commandId: newCommandId(), ...input }),
  });
  expect([name, answer.status, await answer.text()]).toEqual([name, 200, expect.any(String)]);
}

async function waitForFills(more: number): Promise<void> {
  const { tiesOut } = await statusOf(home);
  await waitFor(
    'fills',
    async () => (await statusOf(home)).tiesOut.fillCount >= tiesOut.fillCount + more,
  );
}

async function freezeHoldingSomething(): Promise<void> {
  await waitFor('a position to freeze', async () => {
    const level = 'freeze' as const;
    await callControl(home.socketPath, { method: 'lock', command: { ...command(), level } });
    await waitFor('quiet', async () => (await statusOf(home)).orders.length === 0);
    if ((await statusOf(home)).positions.length > 0) return true;
    await callControl(home.socketPath, { method: 'unlock', command: command() });
    await pauseMs(300);
    return false;
  });
}

/** Trades, is switched, frozen, has a stop moved and a position closed by hand, is flattened, and trades again. */
async function runEventfulSession(): Promise<void> {
  const session = await signIn();
  await waitForFills(4);
  const strategyId = 'scalp_ping_5s';
  await act(session, 'setStrategyControl', { strategyId, entry_enabled: false, memo: 'calm' });
  await freezeHoldingSomething();
  const [position] = (await statusOf(home)).positions;
  const { positionId = '', side = 'long', entryPrice = '' } = position ?? {};
  const stopPrice = (Number(entryPrice) * (side === 'long' ? 0.8 : 1.2)).toFixed(2);
  await act(session, 'moveStop', { positionId, stopPrice });
  await act(session, 'closePosition', { positionId });
  await waitFor('the position to be gone', async () =>
    (await statusOf(home)).positions.every((held) => held.positionId !== positionId),
  );
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
  let total = 0;
  const sessions = listSessions(home.journalFolder);
  const session = sessions.find((one) => one.sessionId === sessionId);
  if (session === undefined) throw new Error(`no session ${sessionId}`);
  for (const segment of listSegments(home.journalFolder, session.sessionId)) {
    const bytes = readFileSync(segment.path);
    const text = (segment.isCompressed ? gunzipSync(bytes) : bytes).toString('utf8');
    let edits = 0;
    const lines = text.split('\n').map((line) => {
      const edited = edit(line);
      if (edited === undefined || edited === line) return line;
      edits += 1;
      return edited;
    });
    total += edits;
    if (edits === 0) continue;
    const written = Buffer.from(lines.join('\n'), 'utf8');
    writeFileSync(segment.path, segment.isCompressed ? gzipSync(written) : written);
  }
  return total;
}

const COMMANDS = [
  'StrategySwitched',
  'TradingLocked',
  'TradingUnlocked',
  'StopMoved',
  'PositionCloseRequested',
  'FlattenRequested',
];

/** Kinds of the events a session holds besides ticks. */
function listKinds(sessionId: string): Set<string> {
  const kinds = new Set<string>();
  editJournal(sessionId, (line) => {
    const kind = /^\["j",\d+,\{"type":"(\w+)"/.exec(line)?.[1];
    if (kind !== undefined) kinds.add(kind);
    return undefined;
  });
  return kinds;
}

describe('replay of recorded sessions', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    await buildProgram();
    const first = await start();
    await runEventfulSession();
    await first.kill('SIGKILL');
    const second = await start();
    await waitForFills(4);
    expect((await second.kill('SIGTERM')).code).toBe(0);
  }, 180_000);

  it('of an eventful session that was killed gives an empty diff', async () => {
    const [first = ''] = sessionIds();
    const { code, report } = await replay(first);
    expect(report.differences).toEqual([]);
    expect(report).toMatchObject({ differenceCount: 0, wasClosed: false });
    expect(report.events).toBeGreaterThan(1_000);
    expect(report.effects).toBeGreaterThan(50);
    expect(code).toBe(0);
    const kinds = listKinds(first);
    for (const kind of COMMANDS) expect(kinds).toContain(kind);
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
