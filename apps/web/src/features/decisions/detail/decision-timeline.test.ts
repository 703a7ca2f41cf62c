import { describe, expect, it } from 'vitest';
import type { StoredDecision } from '@quarterdeck/core/contract/agent/decision-list.schema';
import { toTimeline } from './decision-timeline.ts';
import { DECIDED, FAILED, recordOf } from './record.fixture.ts';

const stored = (
  record: StoredDecision['record'],
  results: StoredDecision['results'] = [],
): StoredDecision => ({ id: 1, hash: 'h', record, results, previousId: null, nextId: null });

describe('the timeline of a decision', () => {
  it('goes from the newest figure to the closed trade, with the milliseconds between', () => {
    const fill = { clientOrderId: 'q-desk1-d-1', side: 'buy', qty: '0.0166', price: '60011' };
    const trade = {
      kind: 'trade',
      positionId: 'p',
      tsOpened: DECIDED + 1_040,
      tsClosed: DECIDED + 90_000,
      realised: '1',
      fees: '0.1',
      net: '0.9',
      exitReason: 'target',
      direction: 'long',
      netReturn: 0.0009,
    } as const;
    const steps = toTimeline(stored(recordOf(), [trade]), [{ ...fill, tsEvent: DECIDED + 1_040 }]);
    expect(steps.map(({ what, sinceDecisionMs }) => [what, sinceDecisionMs])).toEqual([
      ['Newest figure', -20],
      ['Evaluation', 0],
      ['Question out', 5],
      ['Answer in', 900],
      ['Order: entry', 1_000],
      ['Fill', 1_040],
      ['Position closed', 90_000],
    ]);
    expect(steps.map(({ sinceBeforeMs }) => sinceBeforeMs)).toEqual([
      null,
      20,
      5,
      895,
      100,
      40,
      88_960,
    ]);
  });

  it('ends with the answer where nothing was ordered', () => {
    const steps = toTimeline(stored(recordOf(FAILED)), []);
    expect(steps.at(-1)?.what).toBe('Answer in');
  });
});
