import { describe, expect, it, onTestFinished } from 'vitest';
import { price, qty, ZERO_QTY } from '@quarterdeck/core/kernel/decimal';
import { createRng } from '@quarterdeck/core/kernel/rng';
import type { DeskView } from '@quarterdeck/core/model/desk-view';
import type { Order } from '@quarterdeck/core/model/order';
import { EMPTY_TOTALS } from '@quarterdeck/core/model/restored';
import { openMemory } from '@quarterdeck/db/open-memory';
import {
  plainOrder,
  sampleFill,
  sampleLock,
  sampleOrder,
  samplePosition,
  totalsAfter,
} from '@quarterdeck/db/testing/sample-records';
import { databaseFileOf } from '../../runtime/start/data-folder.ts';
import { stageContext } from '../stage-context.fixture.ts';
import { StoredAudit } from './stored-audit.ts';

/** More than lie between two looks. */
const COMMITS = 120;

const fill = sampleFill(1);
const totals = totalsAfter([fill]);

type InMemory = Pick<DeskView, 'totals' | 'lock'> & {
  readonly positions: readonly (typeof samplePosition)[];
  readonly working: readonly Order[];
};

const STANDING: InMemory = {
  ...{ totals, lock: sampleLock, positions: [samplePosition], working: [sampleOrder] },
};

/** Tables that hold `STANDING`, and a desk that has `over` in memory instead. */
function openAudit(over: Partial<InMemory> = {}) {
  const stage = stageContext();
  const { folder, findings } = stage.context;
  const memory = openMemory({
    ...{ file: databaseFileOf(folder), now: () => 0, randomId: () => 'proof' },
  });
  memory.write(
    [
      { type: 'RecordOrder', order: sampleOrder },
      { type: 'RecordFill', fill, totals },
      { type: 'RecordPosition', position: samplePosition },
      { type: 'RecordLock', lock: sampleLock },
    ],
    1,
  );
  const desk = { ...STANDING, ...over };
  const audit = new StoredAudit(findings, createRng(7));
  // The audit reads nothing else of a desk.
  const view = {
    ...{ totals: desk.totals, lock: desk.lock, lastSeq: 9 },
    ...{ positions: () => desk.positions, workingOrders: () => desk.working },
  } as unknown as DeskView;
  audit.open(folder, () => view);
  onTestFinished(() => {
    audit.close();
    memory.close();
    stage[Symbol.dispose]();
  });
  return { audit, looked: () => stage.looked()[0] };
}

function commit(audit: StoredAudit, times = COMMITS): void {
  for (let at = 0; at < times; at += 1) {
    audit.pass('before-commit');
    audit.pass('after-fill-commit');
    audit.pass('after-commit-before-send');
  }
}

describe('looks into the tables after commits', () => {
  it('find nothing where memory and tables agree, and are some of many', () => {
    const { audit, looked } = openAudit();
    audit.hear([{ type: 'RecordOrder', order: sampleOrder }]);
    commit(audit);
    const looks = Number(looked()?.evidence['looks after a commit']);
    expect(looked()).toMatchObject({
      failed: 0,
      evidence: { 'orders held against their rows': 1 },
    });
    expect(looks).toBeGreaterThan(1);
    expect(looks).toBeLessThan(COMMITS / 4);
  });

  it('count no commit that failed, and none that wrote nothing', () => {
    const { audit, looked } = openAudit();
    for (let at = 0; at < COMMITS; at += 1) audit.pass('before-commit');
    for (let at = 0; at < COMMITS; at += 1) audit.pass('after-commit-before-send');
    expect(looked()).toBeUndefined();
  });

  it('leave best price and trailing stop to the clock', () => {
    const moved = { ...samplePosition, bestPrice: price('59000'), stopPrice: price('60500') };
    const { audit, looked } = openAudit({ positions: [moved] });
    commit(audit);
    expect(looked()?.failed).toBe(0);
  });

  it.each<[string, Partial<InMemory>]>([
    ['totals', { totals: EMPTY_TOTALS }],
    ['positions', { positions: [{ ...samplePosition, qty: qty('0.2') }] }],
    ['positions', { positions: [] }],
    ['lock', { lock: { ...sampleLock, level: 'lock' } }],
    ['working orders', { working: [] }],
    ['working orders', { working: [{ ...sampleOrder, filledQty: ZERO_QTY }] }],
    ['working orders', { working: [sampleOrder, plainOrder('other', 'submitted')] }],
  ])('fail on %s that differ', (what, over) => {
    const { audit, looked } = openAudit(over);
    commit(audit);
    expect(looked()?.status).toBe('FAIL');
    expect(looked()?.offenders[0]?.where).toMatch(
      new RegExp(`^event 9, after commit \\d+: ${what}$`),
    );
  });

  it.each<[string, Partial<Order>]>([
    ['another state', { state: 'filled' }],
    ['another quantity filled', { filledQty: qty('0.11') }],
    ['another number at the venue', { venueOrderId: fill.venueOrderId.concat('x') as never }],
    ['no row', { clientOrderId: 'never stored' as never }],
  ])('fail on an order with %s', (_what, over) => {
    const { audit, looked } = openAudit();
    audit.hear([{ type: 'RecordOrder', order: { ...sampleOrder, ...over } }]);
    commit(audit);
    expect(looked()).toMatchObject({ failed: 1 });
  });

  it('come once more at the end, for what changed since the last of them', () => {
    const { audit, looked } = openAudit();
    audit.hear([{ type: 'RecordOrder', order: { ...sampleOrder, state: 'filled' } }]);
    audit.finish('the end');
    expect(looked()?.offenders[0]).toEqual({
      where: `the end: order ${sampleOrder.clientOrderId}`,
      expected: 'filled, 0.1 filled, v-1 at the venue',
      found: 'partially_filled, 0.1 filled, v-1 at the venue',
    });
  });
});
