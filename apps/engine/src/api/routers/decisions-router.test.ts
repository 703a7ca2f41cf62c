import { describe, expect, it } from 'vitest';
import { sampleRecord } from '@quarterdeck/core/decision/journal/record.fixture';
import { parsed } from '@quarterdeck/core/kernel/verdict';
import { openDoor } from '../testing/open-door.ts';

type Desk = Awaited<ReturnType<typeof openDoor>>;

async function openConsole(desk: Desk) {
  const headers = await desk.asConsole();
  return async (path: string, input?: unknown) => {
    const text = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    const { body } = await desk.ask(`/trpc/${path}${text}`, { headers });
    return JSON.parse(body) as { result?: { data: unknown }; error?: { data: unknown } };
  };
}

const stored = (desk: Desk) => {
  const record = sampleRecord();
  const near = { previousId: null, nextId: null };
  desk.decisions.stored.set('d-1', { id: 1, hash: 'c', record, results: [], ...near });
};

describe('decisions at the front door', () => {
  it('hands filter and page on as they were asked for', async () => {
    await using desk = await openDoor();
    const query = await openConsole(desk);
    const filter = { outcomes: ['FAIL_PARSE'], symbol: 'BTC/USDT', actor: 'model', fromTs: 5 };
    await query('decisions.list', { filter, beforeId: 40, limit: 20 });
    await query('decisions.list', {});
    expect(desk.decisions.asked).toEqual([
      { filter, beforeId: 40, limit: 20 },
      { filter: {}, limit: 50 },
    ]);
  });

  it('refuses an outcome that no row can have, by its field', async () => {
    await using desk = await openDoor();
    const query = await openConsole(desk);
    const answer = await query('decisions.list', { filter: { outcomes: ['GATE_SKIP'] } });
    expect(answer.error?.data).toMatchObject({ code: 'BAD_REQUEST' });
    expect(desk.decisions.asked).toEqual([]);
  });

  it('shows one decision whole, and nothing for one that is not there', async () => {
    await using desk = await openDoor();
    stored(desk);
    const query = await openConsole(desk);
    const found = await query('decisions.find', { decisionId: 'd-1' });
    expect(found.result?.data).toMatchObject({ id: 1, record: { outcome: 'MODEL_BUY' } });
    const absent = await query('decisions.find', { decisionId: 'd-2' });
    expect(absent).toEqual({ result: { data: null } });
  });

  it('says what a replay found, and that an unknown decision cannot be replayed', async () => {
    await using desk = await openDoor();
    stored(desk);
    const difference = { path: 'size.final', recorded: '0.1', replayed: '0.2' };
    desk.decisions.answer = parsed({ isSame: false, difference });
    const query = await openConsole(desk);
    const answer = await query('decisions.replay', { decisionId: 'd-1' });
    expect(answer.result?.data).toEqual({ isSame: false, difference });
    const refused = await query('decisions.replay', { decisionId: 'd-2' });
    expect(refused.error?.data).toMatchObject({
      code: 'NOT_FOUND',
      refusal: { code: 'DECISION_UNKNOWN', numbers: { decisionId: 'd-2' } },
    });
  });

  it('has nothing learned to show without an agent', async () => {
    await using desk = await openDoor();
    const query = await openConsole(desk);
    expect(await query('agent.learning')).toEqual({ result: { data: null } });
  });
});
