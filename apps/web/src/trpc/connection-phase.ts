/**
 * `connecting`: nothing received yet. `live`: heard within a second or so. `reconnecting`: the socket closed or
 * missed a heartbeat. `disconnected`: silent so long that no figure on screen may be taken for now.
 */
export type ConnectionPhase = 'connecting' | 'live' | 'reconnecting' | 'disconnected';

/** The engine sends at least one message a second. */
const MISSED_HEARTBEAT_MS = 1_600;
/** The banner must stand within 3 s of silence; the rest is for the check interval and a slow frame. */
const DISCONNECTED_AFTER_MS = 2_300;
/** A socket known to be closed is no slow engine: a shorter silence says enough. */
const CLOSED_AFTER_MS = 1_500;

export interface ConnectionFacts {
  readonly now: number;
  readonly tsStarted: number;
  readonly tsLastMessage: number | undefined;
  readonly isSocketOpen: boolean;
}

export function derivePhase(facts: ConnectionFacts): ConnectionPhase {
  const silenceMs = facts.now - (facts.tsLastMessage ?? facts.tsStarted);
  const hasSpoken = facts.tsLastMessage !== undefined;
  const patienceMs = hasSpoken && !facts.isSocketOpen ? CLOSED_AFTER_MS : DISCONNECTED_AFTER_MS;
  if (silenceMs >= patienceMs) return 'disconnected';
  if (!hasSpoken) return 'connecting';
  return facts.isSocketOpen && silenceMs < MISSED_HEARTBEAT_MS ? 'live' : 'reconnecting';
}
