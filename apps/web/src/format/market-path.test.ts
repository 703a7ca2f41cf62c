import { expect, it } from 'vitest';
import { marketPath, slugOf, symbolOfSlug } from './market-path.ts';

it('finds a symbol again by its address', () => {
  const symbols = ['BTC/USDT', 'XAU/USD', 'BTC-PERP'];
  for (const symbol of symbols) expect(symbolOfSlug(slugOf(symbol), symbols)).toBe(symbol);
  expect(marketPath('BTC/USDT')).toBe('/markets/BTC-USDT');
  expect(symbolOfSlug('DOGE-USDT', symbols)).toBeUndefined();
});
