import { expect, test } from 'vitest';
import { money } from '@quarterdeck/core/kernel/decimal';
import { asStrategyId, asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { ClosedTrade } from '@quarterdeck/core/model/position';
import { openTestMemory } from './testing/open-test-memory.ts';
import { sampleTrade } from './testing/sample-records.ts';
import { createTradeHistory } from './trade-history.ts';

const tradeOf = (fields: Partial<ClosedTrade>): ClosedTrade => ({ ...sampleTrade, ...fields });

function openWith(trades: readonly ClosedTrade[]) {
  const memory = openTestMemory();
  const add = (trade: ClosedTrade, eventSeq: number) =>
    memory.write([{ type: 'RecordTradeClosed', trade }], eventSeq);
  for (const [index, trade] of trades.entries()) add(trade, index + 1);
  return { history: createTradeHistory(memory.database), add };
}

test('results are read once each, from where the reading before ended', () => {
  const one = asStrategyId('one');
  const other = asStrategyId('other');
  const { history, add } = openWith([
    tradeOf({ strategyId: one, net: money('1.5') }),
    tradeOf({ strategyId: other, net: money('-0.0000000000000001') }),
  ]);
  const first = history.resultsAfter(0);
  expect(first.results).toStrictEqual([
    { strategyId: one, net: money('1.5') },
    { strategyId: other, net: money('-0.0000000000000001') },
  ]);
  expect(history.resultsAfter(first.cursor)).toStrictEqual({ cursor: first.cursor, results: [] });
  add(tradeOf({ strategyId: one, net: money('3') }), 9);
  expect(history.resultsAfter(first.cursor).results).toStrictEqual([
    { strategyId: one, net: money('3') },
  ]);
});

test('trades of a span are those that were open in it, newest first', () => {
  const at = (tsOpened: number, tsClosed: number, name = 'BTC/USDT') =>
    tradeOf({ tsOpened, tsClosed, symbol: asSymbolId(name) });
  const { history } = openWith([
    at(0, 99),
    at(50, 100),
    at(150, 160),
    at(199, 500),
    at(200, 201),
    at(150, 160, 'ETH/USDT'),
  ]);
  const span = { symbol: 'BTC/USDT', from: 100, to: 200, limit: 9 };
  const opened = history.listIn(span).map(({ tsOpened }) => tsOpened);
  expect(opened).toStrictEqual([199, 150, 50]);
  expect(history.listIn({ ...span, limit: 1 })).toHaveLength(1);
});
