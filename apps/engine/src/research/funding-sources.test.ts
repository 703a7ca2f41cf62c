import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import { readFundingRates } from '../backtest/funding-rates.ts';
import { listFundingSources } from './funding-sources.ts';
import { openHome } from './research.fixture.ts';

const RATES = 'ts_ms,rate\n1637193600017,0.0001\n1637222400007,-0.00005\n';

it('lists files of funding rates as a run takes them, and no others', async () => {
  const home = openHome();
  const folder = path.join(home, 'tapes');
  mkdirSync(folder, { recursive: true });
  const rates = path.join(folder, 'binanceusdm_XRPUSDT_funding8h_20211118_20211218.csv.gz');
  writeFileSync(rates, gzipSync(RATES));
  writeFileSync(path.join(folder, 'funding.csv'), RATES);
  writeFileSync(path.join(folder, 'a_BTCUSDT_1m.csv'), 'ts_ms,open,high,low,close,volume\n');
  const symbols = [asSymbolId('XRP/USDT')];
  const found = await listFundingSources({ home, symbols });
  expect(found).toEqual([{ name: `XRP/USDT=${rates}`, symbol: 'XRP/USDT' }]);
  expect(readFundingRates(found.map(({ name }) => name))).toHaveLength(2);
});

it('lists nothing where there is no folder of tapes', async () => {
  expect(await listFundingSources({ home: openHome(), symbols: [] })).toEqual([]);
});
