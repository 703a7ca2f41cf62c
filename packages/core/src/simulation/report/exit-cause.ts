import type { ClosedTrade } from '../../model/position.ts';
import { END_OF_DATA } from '../backtest/run-backtest.ts';

type Exit = Pick<ClosedTrade, 'exitReason' | 'exitThesis'>;

/** What stands before the first figure, colon or comma: the reason without the numbers of the day. */
const WORDS = /^[^\d:,;(]*/;
const DANGLING =
  /(?:[\s+\-−=~]+|\s(?:a|about|after|at|below|above|by|for|from|in|of|on|over|than|the|to|under|with))$/i;

function reasonWords(thesis: string): string {
  let words = (WORDS.exec(thesis)?.[0] ?? '').trim();
  while (DANGLING.test(words)) words = words.replace(DANGLING, '').trim();
  return words;
}

/**
 * Name under which exits are counted: the exit reason, for a strategy's own exits with the words of its thesis,
 * so that a target met and a time that is up stand apart.
 */
export function exitCause({ exitReason, exitThesis }: Exit): string {
  if (exitReason === 'operator' && exitThesis.endsWith(END_OF_DATA)) return 'end_of_data';
  if (exitReason !== 'strategy') return exitReason;
  const words = reasonWords(exitThesis);
  return words === '' ? exitReason : `${exitReason}: ${words}`;
}
