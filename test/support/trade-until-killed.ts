import { writeSync } from 'node:fs';
import { price, qty } from '@quarterdeck/core/kernel/decimal';
import { asClientOrderId, asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { OrderRequest } from '@quarterdeck/core/model/order';
import { createMatchingVenue } from '@quarterdeck/core/simulation/matching-venue';
import { openVenueBook } from '../../apps/engine/src/adapters/simulated/venue-book.ts';
import { KILLED_VENUE, killedQuote } from './killed-venue.ts';

/** A program: trades on the book of a folder, prints each id it has handed over, and dies at a step of archiving. */
const [folder = '', name = '', stepToDieAt = '', passes = '1'] = process.argv.slice(2);
const STDOUT = 1;
const MANY = 2_000;

let left = Number(passes);
const book = openVenueBook({
  folder,
  archiveAboveBytes: 8_000,
  finalsKept: 5,
  onArchiveStep: (step) => {
    if (step === stepToDieAt) left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  },
});
const venue = createMatchingVenue({
  ...KILLED_VENUE,
  startingMemory: book.memory,
  onEntries: (entries) => book.append(entries),
});

const requestOf = (number: number): OrderRequest => ({
  clientOrderId: asClientOrderId(`${name}-${number}`),
  symbol: asSymbolId('BTC/USDT'),
  side: number % 3 === 0 ? 'sell' : 'buy',
  type: number % 5 === 0 ? 'limit' : 'market',
  ...(number % 5 === 0 && { price: price(number % 3 === 0 ? '110' : '90') }),
  timeInForce: 'gtc',
  qty: qty('1'),
  postOnly: false,
  reduceOnly: false,
});

for (let number = 1; number <= MANY; number += 1) {
  const ts = number * 10;
  venue.onQuote(killedQuote(ts));
  const request = requestOf(number);
  venue.submit(request, ts);
  writeSync(STDOUT, `${request.clientOrderId}\n`);
  venue.advance(ts);
}
