import type { EpochMs } from '../../kernel/clock.ts';
import type { ExitBrain, ExitProposal, PositionView } from '../contract.ts';
import { exitAtTargetOrTime } from '../target-or-time.ts';
import type { Params } from './params.ts';
import { createBarFilter, sessionBarOf } from './session-bar.ts';
import { createSessions, type Session } from './sessions.ts';

/**
 * The session whose range was the newest one when the position was opened: the one it broke out of, unless
 * `break_minutes` is so long that two sessions are watched at once. Undefined once a later range took its place.
 */
function findSession(sessions: readonly Session[], tsOpened: EpochMs): Session | undefined {
  let found: Session | undefined;
  for (const session of sessions) {
    const { isReady, tsEnd } = session.range;
    if (!isReady || tsEnd > tsOpened) continue;
    if (found === undefined || tsEnd > found.range.tsEnd) found = session;
  }
  return found;
}

/** A break that closes back beyond the middle of its range has failed. */
function exitWhenFailed(
  position: PositionView,
  close: number,
  session: Session | undefined,
): ExitProposal | undefined {
  if (session === undefined) return undefined;
  const middle = (session.range.high + session.range.low) / 2;
  const hasFailed = position.side === 'long' ? close < middle : close > middle;
  if (!hasFailed) return undefined;
  return {
    fraction: 1,
    thesis: `the break failed: a close back beyond the middle of the ${session.name} range`,
  };
}

/** Target and time stop on quotes, the failed break on bars. */
export function createExit(params: Params): ExitBrain {
  const sessions = createSessions(params);
  const counts = createBarFilter();
  let close = Number.NaN;
  return {
    observeBar: (_view, bar) => {
      if (!counts(bar)) return;
      const floats = sessionBarOf(bar);
      close = floats.close;
      for (const { range } of sessions) range.add(floats);
    },
    onQuote: (view, position) => exitAtTargetOrTime(view, position, params),
    onBar: (_view, position) =>
      exitWhenFailed(position, close, findSession(sessions, position.tsOpened)),
  };
}
