import { expect, it } from 'vitest';
import type { TradeRow } from '@quarterdeck/core/contract/console-state.schema';
import { tradesCsv } from './trades-csv.ts';

const trade: TradeRow = {
  positionId: 'p1',
  strategyId: 'session_open',
  symbol: 'BTC/USDT',
  side: 'short',
  qty: '0.00200000',
  entryPrice: '65000.10',
  exitPrice: '64999',
  tsOpened: 0,
  tsClosed: 60_000,
  net: '-0.12345678',
  fees: '0.1',
  entry_probability: 0.61,
  entry_units_intent: '-0.002',
  thesis: 'wick of 60 %, "clean"',
  exitReason: 'time_stop',
  exitThesis: '=1+1',
};

it('keeps every digit and quotes what holds commas or quotes', () => {
  const [header, line, end] = tradesCsv([trade]).split('\n');
  expect(header?.split(',')).toHaveLength(18);
  expect(line).toBe(
    'p1,session_open,BTC/USDT,short,0.00200000,65000.10,64999,0,60000,-0.12345678,0.1,0.61,-0.002,' +
      'time_stop,"wick of 60 %, ""clean""",\'=1+1,1970-01-01T00:00:00.000Z,1970-01-01T00:01:00.000Z',
  );
  expect(end).toBe('');
});
