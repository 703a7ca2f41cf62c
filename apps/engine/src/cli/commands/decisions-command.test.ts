import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleDecision } from '../../../../../packages/db/src/testing/sample-decision.ts';
import { createDecisionLog } from '@quarterdeck/db/decision-log';
import { databaseFileOf } from '../../runtime/start/data-folder.ts';
import { openCli } from '../testing/open-cli.ts';

type Cli = ReturnType<typeof openCli>;

function store(cli: Cli, count: number): void {
  cli.makeDesk();
  cli.inspect(({ database }) => {
    const log = createDecisionLog(database);
    for (let number = 1; number <= count; number += 1) log.append(sampleDecision(number));
    log.appendGateCounts([{ symbol: 'BTC/USDT', tsMinute: 0, layer: 'timer', count: 42 }]);
  });
}

describe('decisions with the engine down', () => {
  it('are listed, newest first, for a person and for a program', async () => {
    using cli = openCli();
    store(cli, 3);
    const text = await cli.run('decisions', 'list', '--limit', '2');
    expect([text.code, text.out.split('\n')]).toEqual([
      0,
      [
        '3  2026-11-02T00:03:00.000Z  BTC/USDT  model  MODEL_BUY  p 0.550  $0.0122  d-3',
        '2  2026-11-02T00:02:00.000Z  BTC/USDT  model  MODEL_BUY  p 0.550  $0.0122  d-2',
      ],
    ]);
    const time = ['--from', '2026-11-02T00:02:00Z', '--to', '2026-11-02T00:03:00Z'];
    const json = await cli.run('decisions', 'list', '--json', '--outcome', 'MODEL_BUY', ...time);
    expect(JSON.parse(json.out)).toMatchObject([{ id: 2 }]);
  });

  it('show why nothing happened', async () => {
    using cli = openCli();
    store(cli, 3);
    const { out } = await cli.run('decisions', 'list', '--counts');
    expect(out.split('\n')).toEqual(['MODEL_BUY  3', 'GATE_SKIP timer  42']);
  });

  it('are shown one at a time, whole', async () => {
    using cli = openCli();
    store(cli, 2);
    const text = await cli.run('decisions', 'show', 'd-2');
    expect(text.out).toContain('d-2 (row 2): BTC/USDT MODEL_BUY by model');
    expect(text.out).toContain('kelly_cap: 0.5 -> 0.1');
    const json = await cli.run('decisions', 'show', 'd-2', '--json');
    expect(JSON.parse(json.out)).toMatchObject({ id: 2, record: sampleDecision(2) });
    const unknown = await cli.run('decisions', 'show', 'd-9');
    expect([unknown.code, unknown.err]).toEqual([1, 'quarterdeck: no decision d-9']);
  });

  it('are exported whole, oldest first, over more than one page', async () => {
    using cli = openCli();
    store(cli, 205);
    const { out } = await cli.run('decisions', 'export');
    const rows = out.split('\n').map((line) => JSON.parse(line) as { id: number; record: unknown });
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 205 }, (_, at) => at + 1));
    expect(rows[0]?.record).toEqual(sampleDecision(1));
  });

  it('prove that nothing was changed, and name the row where a byte was', async () => {
    using cli = openCli();
    store(cli, 3);
    expect(await cli.run('decisions', 'verify')).toMatchObject({
      code: 0,
      out: 'the decision journal holds',
    });
    const file = databaseFileOf(path.join(cli.home, 'demo-simulated'));
    const bytes = readFileSync(file);
    const at = bytes.lastIndexOf('BTC/USDT close 60002');
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    writeFileSync(file, bytes);
    const broken = await cli.run('decisions', 'verify', '--json');
    expect([broken.code, JSON.parse(broken.out)]).toEqual([
      1,
      { ok: false, broken: { table: 'decisions', id: 2 } },
    ]);
    expect(broken.err).toBe('quarterdeck: the decision journal breaks at row 2 of decisions');
  });

  it('refuse an outcome that does not exist and a time that is none', async () => {
    using cli = openCli();
    store(cli, 1);
    const outcome = await cli.run('decisions', 'list', '--outcome', 'GATE_SKIP');
    expect([outcome.code, outcome.err]).toEqual([2, expect.stringContaining('FAIL_PARSE')]);
    expect((await cli.run('decisions', 'list', '--from', 'soon')).code).toBe(2);
  });
});

it('decisions are read beside a running engine', async () => {
  using cli = openCli();
  store(cli, 1);
  await using _engine = await cli.listen();
  expect((await cli.run('decisions', 'list')).out).toContain('d-1');
});
