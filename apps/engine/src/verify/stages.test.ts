import { expect, it } from 'vitest';
import { CRITERION_IDS } from './criteria.ts';
import { CAUGHT_BY, DEFECTS } from './defects/defect.ts';
import { STAGES } from './stages.ts';

const decidedIn = (kind: keyof typeof STAGES): ReadonlySet<string> =>
  new Set(STAGES[kind].flatMap(({ decides }) => decides));
const isOfSoak = (id: string): boolean => id.startsWith('soak.');

it('a full run decides every criterion there is', () => {
  expect(CRITERION_IDS.filter((id) => !decidedIn('full').has(id))).toEqual([]);
});

it('a quick run decides every criterion but those of the soak', () => {
  const left = CRITERION_IDS.filter((id) => !decidedIn('quick').has(id));
  expect(left).toEqual(CRITERION_IDS.filter(isOfSoak));
});

it('a soak decides those', () => {
  const soak = decidedIn('soak');
  expect(CRITERION_IDS.filter(isOfSoak).filter((id) => !soak.has(id))).toEqual([]);
});

it('each planted defect is to be caught by a criterion that a quick run decides', () => {
  const quick = decidedIn('quick');
  expect(DEFECTS.filter((defect) => !quick.has(CAUGHT_BY[defect]))).toEqual([]);
});

it('no two stages of a run share a name', () => {
  for (const stages of Object.values(STAGES)) {
    const names = stages.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  }
});
