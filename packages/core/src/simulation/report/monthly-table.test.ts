import { describe, expect, it } from 'vitest';
import { exitCause } from './exit-cause.ts';
import { groupTrades } from './group-trades.ts';
import { monthlyTable } from './monthly-table.ts';
import { makeOutcome, makeTrade } from './testing/outcome-fixture.ts';

const closedAt = (day: string, net: string) =>
  makeTrade({ net, fees: '0.1', tsClosed: Date.parse(day) });

describe('the monthly table', () => {
  it('counts a trade in the month it closed in and compounds to the whole', () => {
    const rows = monthlyTable(
      makeOutcome({
        tsFrom: Date.parse('2023-11-20T00:00Z'),
        tsLast: Date.parse('2024-02-03T00:00Z'),
        closedTrades: [
          closedAt('2023-11-30T23:59:59.999Z', '10'),
          closedAt('2023-12-01T00:00Z', '-5.5'),
          closedAt('2024-02-02T00:00Z', '20.9'),
        ],
      }),
    );
    expect(
      rows.map(({ name, trades, net, fees, winRatePct }) => [name, trades, net, fees, winRatePct]),
    ).toEqual([
      ['2023-11', 1, '10', '0.1', 100],
      ['2023-12', 1, '-5.5', '0.1', 0],
      ['2024-01', 0, '0', '0', null],
      ['2024-02', 1, '20.9', '0.1', 100],
    ]);
    // 100 -> 110 -> 104.5 -> 104.5 -> 125.4
    const growth = rows.reduce((product, { returnPct }) => product * (1 + returnPct / 100), 1);
    expect(rows[1]?.returnPct).toBeCloseTo(-5, 12);
    expect(growth).toBeCloseTo(1.254, 12);
  });
});

describe('groups', () => {
  it('hold every trade once, the busiest first, ties by name', () => {
    const trades = ['b', 'c', 'a', 'c'].map((symbol, index) =>
      makeTrade({ symbol, net: index === 1 ? '-1.5' : '1', fees: '0.25' }),
    );
    expect(groupTrades(trades, ({ symbol }) => symbol)).toEqual([
      { name: 'c', trades: 2, winRatePct: 50, net: '-0.5', fees: '0.5' },
      { name: 'a', trades: 1, winRatePct: 100, net: '1', fees: '0.25' },
      { name: 'b', trades: 1, winRatePct: 100, net: '1', fees: '0.25' },
    ]);
  });

  it.each([
    ['stop', 'protective stop reached', 'stop'],
    ['strategy', 'target met at 42.4 bps', 'strategy: target met'],
    ['strategy', 'time is up after 1220 s at -3 bps', 'strategy: time is up'],
    ['strategy', 'the trend broke: a close below', 'strategy: the trend broke'],
    ['strategy', 'spread is back at z -0.2', 'strategy: spread is back at z'],
    ['strategy', '12 bps', 'strategy'],
    ['operator', 'closed by end of data', 'end_of_data'],
    ['operator', 'closed by anna', 'operator'],
  ] as const)('count an exit by %s, "%s", under %s', (exitReason, exitThesis, name) => {
    expect(exitCause({ exitReason, exitThesis })).toBe(name);
  });
});
