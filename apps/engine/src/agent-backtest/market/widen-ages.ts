import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import { SECOND_MS } from '@quarterdeck/core/kernel/clock';

/** Four points stand for a bar, the first at its open and the last before its close. */
const GAPS_IN_BAR = 3;
const SLACK_MS = 2 * SECOND_MS;
/** A market is silent when this many bars are missing. */
const SILENT_BARS = 3;

/**
 * On bars a touch stands until the next point of its bar: what counts as old is widened to that and no further, so that
 * nothing is refused for the coarseness of the data. Ticks keep the live ages.
 */
export function widenAges(desk: DeskOptions, barMs: number | undefined): DeskOptions {
  if (barMs === undefined) return desk;
  const { agent, risk } = desk;
  const touchMs = Math.ceil(barMs / GAPS_IN_BAR) + SLACK_MS;
  const atLeast = (ms: number): number => Math.max(ms, touchMs);
  const wider = { ...desk, risk: { ...risk, stale_after_ms: atLeast(risk.stale_after_ms) } };
  if (agent === undefined) return wider;
  const { config } = agent;
  const { pre_send, snapshot } = config.decision;
  const decision = {
    ...config.decision,
    pre_send: { ...pre_send, max_quote_age_ms: atLeast(pre_send.max_quote_age_ms) },
    snapshot: { ...snapshot, quote_max_age_ms: atLeast(snapshot.quote_max_age_ms) },
  };
  const silence_s = Math.max(config.gate.silence_s, (SILENT_BARS * barMs) / SECOND_MS);
  // A shock is told from one bucket to the next: in most of a shorter one a bar has no price at all.
  const { shock } = config.gate;
  const bucket_s = Math.max(shock.bucket_s, barMs / GAPS_IN_BAR / SECOND_MS);
  const gate = { ...config.gate, silence_s, shock: { ...shock, bucket_s } };
  return { ...wider, agent: { ...agent, config: { ...config, decision, gate } } };
}
