import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDesk } from '@quarterdeck/core/desk';
import { price, qty, ZERO_MONEY } from '@quarterdeck/core/kernel/decimal';
import {
  asClientOrderId,
  asPositionId,
  asStrategyId,
  asTradeId,
  asVenueOrderId,
} from '@quarterdeck/core/kernel/ids';
import type { BookedFill } from '@quarterdeck/core/model/fill';
import { asRate } from '@quarterdeck/core/kernel/decimal';
import { EMPTY_TOTALS } from '@quarterdeck/core/model/restored';
import { openMemory } from '@quarterdeck/db/open-memory';
import { BTC, deskOptions, T0 } from '../support/desk-world.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'quarterdeck-late-fill-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fillOf = (number: number): BookedFill => ({
  tradeId: asTradeId(String(number).padStart(12, '0')),
  clientOrderId: asClientOrderId(`qd-test-${number}-0`),
  venueOrderId: asVenueOrderId(String(number)),
  symbol: BTC,
  side: number % 2 === 0 ? 'buy' : 'sell',
  price: price('100'),
  qty: qty('1'),
  fee: ZERO_MONEY,
  liquidity: 'taker',
  tsEvent: T0,
  strategyId: asStrategyId('stub_a'),
  positionId: asPositionId(`position-${number}`),
  realisedQuote: ZERO_MONEY,
  rate: asRate(10n ** 16n),
  realised: ZERO_MONEY,
  feeAccount: ZERO_MONEY,
  net: ZERO_MONEY,
});

/** More than a start reads; the report of the first one was lost, so that it was booked behind the next three. */
const BOOKED = [2, 3, 4, 1, ...Array.from({ length: 4_999 }, (_, index) => index + 5)];

function storeFills() {
  const memory = openMemory({
    file: join(folder, 'quarterdeck.db'),
    now: () => T0,
    randomId: () => 'test',
  });
  const records = BOOKED.map((number, index) => ({
    type: 'RecordFill' as const,
    fill: fillOf(number),
    totals: { ...EMPTY_TOTALS, fills: index + 1 },
  }));
  memory.write(records, 1);
  const restored = memory.restoredState();
  memory.close();
  return restored;
}

describe('a restart after more fills than are remembered', () => {
  it('books none a second time, though one of the oldest remembered was booked late', () => {
    const restored = storeFills();
    const desk = createDesk(deskOptions());
    const asked = desk
      .handle({ type: 'DeskStarted', restored, seq: 1, ts: T0 })
      .find((effect) => effect.type === 'QueryVenue');
    if (asked?.type !== 'QueryVenue') throw new Error('the venue was not asked');
    const after = asked.afterTradeId ?? asTradeId('');
    const fills = BOOKED.toSorted((one, other) => one - other)
      .map(fillOf)
      .filter(({ tradeId }) => tradeId > after);
    expect(fills.length).toBeGreaterThan(4_990);
    const snapshot = { tsEvent: T0, positions: [], openOrders: [], fills };
    const effects = desk.handle({ type: 'VenueSnapshotTaken', snapshot, seq: 2, ts: T0 });
    expect(effects.filter(({ type }) => type === 'RecordFill')).toEqual([]);
  });
});
