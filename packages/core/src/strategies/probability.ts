const FLOOR = 0.02;
const CEILING = 0.98;

const logit = (probability: number): number => Math.log(probability / (1 - probability));
const logistic = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/**
 * Stated chance that the target is met before the stop.
 * Without any signal a driftless price that starts one spread behind meets a target T before a stop S with
 * chance (S - spread) / (S + T) (gambler's ruin); a signal adds `evidence` to the log-odds of that.
 * Evidence 0 is "I know nothing", 0.4 moves an even bet to 0.60. Fees are not in it, and nothing is fitted:
 * each strategy names its weights.
 */
export function chanceOfTarget(
  distance: { readonly stop_bps: number; readonly target_bps: number; readonly spreadBps: number },
  evidence: number,
): number {
  const { stop_bps: stop, target_bps: target, spreadBps } = distance;
  const blind = Math.min(CEILING, Math.max(FLOOR, (stop - spreadBps) / (stop + target)));
  return Math.min(CEILING, Math.max(FLOOR, logistic(logit(blind) + evidence)));
}
