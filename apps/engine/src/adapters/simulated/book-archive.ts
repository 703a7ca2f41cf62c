import { hashText } from '@quarterdeck/core/kernel/rng';
import type { ClientOrderId } from '@quarterdeck/core/kernel/ids';
import type { Fill } from '@quarterdeck/core/model/fill';
import type { BookArchive, BookOrder } from '@quarterdeck/core/simulation/book-state';
import { archivedIdsPath, archivedLogPath, tidyArchiveFolder } from './archive-files.ts';
import {
  hashIds,
  mayContain,
  readArchivedIds,
  writeArchivedIds,
  type ArchivedIds,
} from './archived-ids.ts';
import { loadVenueBook, readFillsOf } from './load-venue-book.ts';

/** Answers from the archived logs. Memory holds four bytes an order of them, and no order. */
export interface LogArchive extends BookArchive {
  readonly logs: number;
  /** The next log is in its place: it answers for these. */
  add(ids: ArchivedIds): void;
}

/** The file is a shortcut to what the log says. */
function idsOf(folder: string, log: number): ArchivedIds {
  const path = archivedIdsPath(folder, log);
  const stored = readArchivedIds(path);
  if (stored !== undefined) return stored;
  const { orders } = loadVenueBook(archivedLogPath(folder, log)).memory.book;
  const finals = [...orders.values()].filter(({ status }) => status !== 'open');
  const ids = hashIds(finals.map(({ clientOrderId }) => clientOrderId));
  writeArchivedIds(path, ids);
  return ids;
}

/** Throws VenueBookError when a log has to be read and cannot be. */
export function openBookArchive(folder: string, archivedLogs: number): LogArchive {
  tidyArchiveFolder(folder, archivedLogs);
  const idsByLog = Array.from({ length: archivedLogs }, (_, index) => idsOf(folder, index + 1));
  const bookOf = (log: number) => loadVenueBook(archivedLogPath(folder, log)).memory.book;

  const findOrder = (clientOrderId: ClientOrderId): BookOrder | undefined => {
    const hash = hashText(clientOrderId);
    for (let log = idsByLog.length; log > 0; log -= 1) {
      const ids = idsByLog[log - 1];
      if (ids === undefined || !mayContain(ids, hash)) continue;
      const order = bookOf(log).orders.get(clientOrderId);
      if (order !== undefined) return order;
    }
    return undefined;
  };

  /** Backwards from the newest log until one reaches back far enough. */
  const listFills: BookArchive['listFills'] = ({ after, upTo }) => {
    const found: Fill[][] = [];
    for (let log = idsByLog.length; log > 0; log -= 1) {
      const fills = readFillsOf(archivedLogPath(folder, log));
      found.push(
        fills.filter(({ tradeId }) => tradeId <= upTo && (after === undefined || tradeId > after)),
      );
      const first = fills[0]?.tradeId;
      if (after !== undefined && first !== undefined && first <= after) break;
    }
    return found.reverse().flat();
  };

  return {
    get logs() {
      return idsByLog.length;
    },
    add: (ids) => void idsByLog.push(ids),
    findOrder,
    listFills,
  };
}
