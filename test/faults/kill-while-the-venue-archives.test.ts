import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';
import { asClientOrderId, asTradeId } from '@quarterdeck/core/kernel/ids';
import { createMatchingVenue } from '@quarterdeck/core/simulation/matching-venue';
import {
  ARCHIVE_STEPS,
  type ArchiveStep,
} from '../../apps/engine/src/adapters/simulated/archive-log.ts';
import {
  readVenueBook,
  type VenueBookContents,
} from '../../apps/engine/src/adapters/simulated/read-venue-book.ts';
import { openVenueBook } from '../../apps/engine/src/adapters/simulated/venue-book.ts';
import { KILLED_VENUE, killedQuote } from '../support/killed-venue.ts';

const PROGRAM = fileURLToPath(new URL('../support/trade-until-killed.ts', import.meta.url));
const PATIENCE_MS = 60_000;
/** After all that the killed programs traded. */
const TS_AFTER = 1_000_000;

interface Death {
  readonly name: string;
  readonly step: ArchiveStep;
  readonly pass: number;
}

/** Ids that the program said it had handed over before it died. */
async function tradeUntilKilled(folder: string, { name, step, pass }: Death) {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', PROGRAM, folder, name, step, String(pass)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { signal, handedOver: printed.split('\n').slice(0, -1) };
}

const idsIn = ({ orders, inFlight }: VenueBookContents): string[] =>
  [...orders, ...inFlight].map(({ clientOrderId }) => clientOrderId);

function netOf({ fills }: VenueBookContents): bigint {
  return fills.reduce((net, { side, qty }) => net + (side === 'buy' ? qty : -qty), 0n);
}

/** Asks the venue that takes the book over for everything the whole book knows. */
function takeOver(folder: string) {
  const book = openVenueBook({ folder });
  const venue = createMatchingVenue({
    ...KILLED_VENUE,
    startingMemory: book.memory,
    onEntries: (entries) => book.append(entries),
  });
  venue.snapshot(TS_AFTER);
  return { book, venue };
}

describe('kill -9 while a log is being archived', { timeout: PATIENCE_MS }, () => {
  it.concurrent.for(ARCHIVE_STEPS)(
    'at %s, twice: nothing handed over is lost, and nothing is in the book twice',
    async (step, { expect, onTestFinished }) => {
      const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-killed-venue-'));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      const first = await tradeUntilKilled(folder, { name: 'first', step, pass: 3 });
      const second = await tradeUntilKilled(folder, { name: 'second', step, pass: 2 });
      expect([first.signal, second.signal]).toEqual(['SIGKILL', 'SIGKILL']);
      const handedOver = [...first.handedOver, ...second.handedOver];
      expect(handedOver.length).toBeGreaterThan(40);

      const ids = idsIn(readVenueBook(folder));
      expect(ids).toEqual([...new Set(ids)]);
      expect(handedOver.filter((id) => !ids.includes(id))).toEqual([]);

      const { book, venue } = takeOver(folder);
      onTestFinished(() => book.close());
      const whole = readVenueBook(folder);
      expect(whole.inFlight).toEqual([]);
      expect(whole.fills.map(({ tradeId }) => tradeId)).toEqual(
        whole.fills.map((_, index) => asTradeId(String(index + 1).padStart(12, '0'))),
      );
      expect(venue.snapshot(TS_AFTER).fills).toEqual(whole.fills);
      expect(venue.snapshot(TS_AFTER).positions.map(({ qty }) => qty)).toEqual([netOf(whole)]);
      for (const order of whole.orders) {
        expect(venue.queryOrder(order.clientOrderId)).toEqual(order);
      }

      venue.onQuote(killedQuote(TS_AFTER));
      for (const id of ids) {
        const order = whole.orders.find(({ clientOrderId }) => clientOrderId === id);
        if (order !== undefined)
          venue.submit({ ...order, clientOrderId: asClientOrderId(id) }, TS_AFTER);
      }
      const answers = venue.advance(TS_AFTER + 1_000);
      expect(answers.map((answer) => 'code' in answer && answer.code)).toEqual(
        ids.map(() => 'VENUE_DUPLICATE_ID'),
      );
      expect(readVenueBook(folder).fills).toEqual(whole.fills);
    },
  );
});
