export interface Bet {
  readonly pWin: number;
  /** Won over lost, net of costs; zero or below when costs eat the target. */
  readonly payoff: number;
}

/**
 * Share of the capital to put at stake (what is lost at the stop) for the fastest growth: f = p - (1 - p) / b. Kelly, "A
 * New Interpretation of Information Rate", 1956; in this form Thorp, "The Kelly Criterion in Blackjack, Sports Betting and
 * the Stock Market", 1997. Zero without an edge.
 */
export function kellyShare({ pWin, payoff }: Bet): number {
  return payoff > 0 ? Math.max(0, pWin - (1 - pWin) / payoff) : 0;
}
