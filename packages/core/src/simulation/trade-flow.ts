/** Seconds until half of an imbalance is gone. */
const HALF_LIFE_SECONDS = 4;
/** Drift per second of a flow of one, in standard deviations of a second's return. */
const FLOW_DRIFT = 0.25;
/** How far a fully one-sided market leans takers and sizes. */
const SIDE_LEAN = 0.9;
const RETURN_LEAN = 0.35;
const SIZE_LEAN = 0.6;

export interface TradeFlow {
  /** Latent imbalance, about standard normal: above zero buyers press. */
  readonly imbalance: number;
  /** `normal` is this step's standard normal shock, shared in part with what the instrument moves with. */
  step(seconds: number, normal: number): void;
  /** Drift the imbalance pushes into the price over `seconds`, in standard deviations of one second. */
  drift(seconds: number): number;
}

/**
 * Order flow that reverts to balance (Ornstein-Uhlenbeck). It leans trades and shown sizes now and pulls
 * the price a little afterwards: there is something to find, and no promise that it pays the costs.
 */
export function createTradeFlow(): TradeFlow {
  let imbalance = 0;
  return {
    get imbalance() {
      return imbalance;
    },
    step: (seconds, normal) => {
      const kept = Math.exp((-Math.LN2 * seconds) / HALF_LIFE_SECONDS);
      imbalance = imbalance * kept + Math.sqrt(1 - kept * kept) * normal;
    },
    drift: (seconds) => FLOW_DRIFT * imbalance * seconds,
  };
}

/** Chance that the next taker buys, from pressure and from the newest return in standard deviations. */
export function buyChance(imbalance: number, newestReturn: number): number {
  return 0.5 + 0.5 * Math.tanh(SIDE_LEAN * imbalance + RETURN_LEAN * newestReturn);
}

/** Multiple of the mean size shown at the bid; the ask shows the reverse. */
export function bidSizeLean(imbalance: number): number {
  return Math.exp(SIZE_LEAN * Math.tanh(imbalance));
}
