import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import type { ReplaySteps } from '@quarterdeck/core/decision/journal/replay-record';
import { openDecisionReader } from '@quarterdeck/db/decision-reader';
import { sampleDecision } from '../../../../../../packages/db/src/testing/sample-decision.ts';
import { databaseFileOf } from '../../../runtime/start/data-folder.ts';
import { ASKED, askedDecision } from '../../testing/asked-decision.ts';
import { openCli } from '../../testing/open-cli.ts';
import { storeDecisions } from '../../testing/store-decisions.ts';
import { replayDecisions, type ReplayOrder } from './replay-decisions.ts';

const many = (count: number): DecisionRecord[] =>
  Array.from({ length: count }, (_, at) => askedDecision(at + 1));

/** Steps that say what the record says. */
const same: ReplaySteps = {
  readAnswer: ({ outcome, decision }) => ({ outcome, decision }),
  runRules: ({ outcome, decision }) => ({ outcome, decision }),
  calibrate: ({ probability }) => probability.calibrated,
  size: ({ size }) => size,
  preSendCheck: ({ outcome, veto, orders }) => ({ outcome, veto, orders }),
};

describe('decisions replay', () => {
  it('works every decision out again with the steps of this program and finds nothing else', async () => {
    using cli = openCli();
    storeDecisions(cli, many(3));
    const { code, out } = await cli.run('decisions', 'replay');
    expect([code, out]).toEqual([0, expect.stringMatching(/^3 decisions, empty diff/)]);
    const json = await cli.run('decisions', 'replay', '--json', '--limit', '2');
    expect(JSON.parse(json.out)).toMatchObject({ chain: 'whole', decisions: 2, differences: [] });
  });

  it('names the first field that comes out otherwise and ends with 1', async () => {
    using cli = openCli();
    // Its answer says hold, its record says buy.
    const wrong = { ...askedDecision(2), decision: { ...askedDecision(2).decision, pEvent: 0.7 } };
    storeDecisions(cli, [askedDecision(1), wrong as DecisionRecord]);
    const { code, out } = await cli.run('decisions', 'replay');
    expect([code, out.split('\n')]).toEqual([
      1,
      [
        'd-2  2026-11-02T00:20:00.000Z  decision.pEvent: recorded 0.7, now 0.55',
        expect.stringMatching(/^2 decisions, 1 came out otherwise/),
      ],
    ]);
    const one = await cli.run('decisions', 'replay', '--id', 'd-1');
    expect([one.code, one.out]).toEqual([0, expect.stringMatching(/^1 decisions, empty diff/)]);
    const unknown = await cli.run('decisions', 'replay', '--id', 'd-9');
    expect([unknown.code, unknown.err]).toEqual([1, 'quarterdeck: no decision d-9']);
  });

  it('replays nothing behind a broken chain', async () => {
    using cli = openCli();
    storeDecisions(cli, many(2));
    const file = databaseFileOf(path.join(cli.home, 'demo-simulated'));
    const bytes = readFileSync(file);
    const at = bytes.lastIndexOf('"question":2');
    bytes.writeUInt8(bytes.readUInt8(at + 11) ^ 1, at + 11);
    writeFileSync(file, bytes);
    const { code, out, err } = await cli.run('decisions', 'replay', '--json');
    expect([code, JSON.parse(out)]).toEqual([
      1,
      { chain: 'broken', broken: { table: 'decisions', id: 2 } },
    ]);
    expect(err).toContain('nothing was replayed');
  });
});

describe('a replay of many', () => {
  function replay(records: readonly DecisionRecord[], order: ReplayOrder, steps = same) {
    using cli = openCli();
    storeDecisions(cli, records);
    const reader = openDecisionReader(databaseFileOf(path.join(cli.home, 'demo-simulated')));
    try {
      return replayDecisions(reader, steps, { clock: { monotonicMs: () => 0 }, ...order });
    } finally {
      reader.close();
    }
  }

  it('reads over more than one page and takes the oldest of a window', () => {
    const records = many(501);
    expect(replay(records, {})).toMatchObject({ decisions: 501, differenceCount: 0 });
    const from = ASKED + 600_000 * 400;
    const seen: string[] = [];
    const watching: ReplaySteps = {
      ...same,
      readAnswer: (record) => {
        seen.push(record.decisionId);
        return same.readAnswer(record);
      },
    };
    replay(records, { from, to: from + 600_000 * 5, limit: 3 }, watching);
    expect(seen).toEqual(['d-400', 'd-401', 'd-402']);
  });

  it('goes on behind a decision it cannot work out, and counts it', () => {
    const broken: ReplaySteps = {
      ...same,
      size: (record) => {
        if (record.decisionId === 'd-2') throw new Error('no such clamp');
        return record.size;
      },
    };
    const records = [1, 2, 3].map((number) => sampleDecision(number));
    expect(replay(records, {}, broken)).toMatchObject({
      decisions: 3,
      differenceCount: 1,
      differences: [{ decisionId: 'd-2', field: '(fault)', now: 'Error: no such clamp' }],
    });
  });
});
