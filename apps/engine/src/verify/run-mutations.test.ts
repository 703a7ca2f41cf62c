import { describe, expect, it } from 'vitest';
import { CAUGHT_BY, DEFECTS } from './defects/defect.ts';
import { describeMutations } from './report/describe-mutations.ts';
import { runMutations } from './run-mutations.ts';
import { openProof, stubStage } from './stub-stage.fixture.ts';
import type { Stage } from './stage.ts';

const CAUGHT = Object.values(CAUGHT_BY);

/** Looks at all that catches a defect; fails what `sees` says. */
const watching = (sees: Stage['run']): Stage => stubStage({ decides: CAUGHT, run: sees });

const attentive = watching(({ findings, defect }) => {
  for (const id of CAUGHT) {
    const isBroken = defect !== undefined && CAUGHT_BY[defect] === id;
    findings.equal(id, { where: 'fill 12', expected: '1', found: isBroken ? '2' : '1' });
  }
  return Promise.resolve({ counts: { looks: CAUGHT.length } });
});

describe('planting every known defect', () => {
  it('passes when the criterion of each one failed, and leaves only reports that fail', async () => {
    using proof = openProof([attentive]);
    const mutations = await runMutations(proof.request, proof.options);
    expect(mutations).toMatchObject({ verdict: 'PASS', clean: { verdict: 'PASS', failed: [] } });
    expect(mutations.defects.map(({ defect, isCaught }) => [defect, isCaught])).toEqual(
      DEFECTS.map((defect) => [defect, true]),
    );
    expect(proof.read('mutations.json')).toEqual(mutations);
    for (const defect of DEFECTS) {
      expect(proof.read(`${defect}/report.json`)).toMatchObject({ verdict: 'FAIL', defect });
    }
    expect(['report.json', 'as-it-is'].map(proof.has)).toEqual([false, false]);
    expect(describeMutations(mutations, proof.folder)).toEqual([
      'overwriting-aggregator  exactness.symbols     caught  fill 12: 2',
      'dropped-release         lanes.paired          caught  fill 12: 2',
      'double-fill             exactness.venue_book  caught  fill 12: 2',
      'float-ledger            exactness.fills       caught  fill 12: 2',
      'early-lock-check        lock.no_entry_after   caught  fill 12: 2',
      'PASS  5 of 5 caught, in 0 ms',
      `report  ${proof.folder}/mutations.json`,
    ]);
  });

  it('fails when a defect goes unseen, and that run leaves nothing that reads as PASS', async () => {
    const blind = watching((context) =>
      attentive.run(context.defect === 'double-fill' ? { ...context, defect: undefined } : context),
    );
    using proof = openProof([blind]);
    const mutations = await runMutations(proof.request, proof.options);
    expect(mutations.verdict).toBe('FAIL');
    expect(mutations.defects.filter(({ isCaught }) => !isCaught)).toMatchObject([
      { defect: 'double-fill', criterion: 'exactness.venue_book', run: { verdict: 'PASS' } },
    ]);
    expect(proof.has('double-fill')).toBe(false);
    expect(describeMutations(mutations, proof.folder)).toContain(
      'double-fill             exactness.venue_book  MISSED',
    );
  });

  it('does not take a criterion as catching a defect that fails without it', async () => {
    const alarmist = watching(({ findings }) => {
      for (const id of CAUGHT) findings.equal(id, { where: 'x', expected: '1', found: '2' });
      return Promise.resolve({ counts: {} });
    });
    using proof = openProof([alarmist]);
    const mutations = await runMutations(proof.request, proof.options);
    expect(mutations.verdict).toBe('FAIL');
    expect(mutations.defects.every(({ isCaught }) => !isCaught)).toBe(true);
    expect(describeMutations(mutations, proof.folder)).toContainEqual(
      expect.stringMatching(/^the engine as it is fails .*exactness\.symbols/),
    );
  });

  it('does not take a criterion as seen that nobody looked at because the stage broke', async () => {
    const fragile = watching((context) =>
      context.defect === 'float-ledger'
        ? Promise.reject(new Error('not a whole number'))
        : attentive.run(context),
    );
    using proof = openProof([fragile]);
    const mutations = await runMutations(proof.request, proof.options);
    expect(mutations.defects.filter(({ isCaught }) => !isCaught)).toMatchObject([
      { defect: 'float-ledger', run: { verdict: 'FAIL', broken: [{ stage: 'stub' }] } },
    ]);
  });

  it('leaves no verdict on the proof when it is interrupted', async () => {
    const stopping = watching((context) => {
      if (context.defect === 'double-fill') proof.controller.abort();
      return attentive.run(context);
    });
    using proof = openProof([stopping]);
    await expect(runMutations(proof.request, proof.options)).rejects.toMatchObject({
      name: 'ProofInterrupted',
    });
    expect(proof.has('mutations.json')).toBe(false);
    expect(proof.leftInWork()).toEqual([]);
  });
});
