/**
 * `connecting`: nothing received yet. `live`: heard within a second or so. `reconnecting`: the socket closed or
 * missed a heartbeat. `disconnected`: silent so long that no figure on screen may be taken for now.
 */
export type ConnectionPhase = 'connecting' | 'live' | 'reconnecting' | 'disconnected';

/** The engine sends at least one message a second. */
const MISSED_HEARTBEAT_MS = 1_600;
/** The banner must stand within 3 s of silence; the rest is for the check interval and one frame. */
export const DISCONNECTED_AFTER_MS = 2_400;

export interface ConnectionFacts {
  readonly now: number;
  readonly tsStarted: number;
  readonly tsLastMessage: number | undefined;
  readonly isSocketOpen: boolean;
}

export function derivePhase(facts: ConnectionFacts): ConnectionPhase {
  const silenceMs = facts.now - (facts.tsLastMessage ?? facts.tsStarted);
  if (silenceMs >= DISCONNECTED_AFTER_MS) return 'disconnected';
  if (facts.tsLastMessage === undefined) return 'connecting';
  return facts.isSocketOpen && silenceMs < MISSED_HEARTBEAT_MS ? 'live' : 'reconnecting';
}
