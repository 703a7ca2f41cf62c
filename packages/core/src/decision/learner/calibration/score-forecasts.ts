export interface Forecast {
  readonly p: number;
  readonly happened: boolean;
}

/** Forecasts with p in [from, to), the last bin with its upper end. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  /** Null in an empty bin. */
  readonly meanP: number | null;
  readonly rate: number | null;
}

export interface ForecastScore {
  readonly n: number;
  /** Null without a forecast, here and below. */
  readonly brier: number | null;
  readonly logLoss: number | null;
  readonly baseRate: number | null;
  readonly reliability: readonly ReliabilityBin[];
}

/** Beyond this a certain forecast gone wrong would cost infinitely much. */
const SURE = 1e-6;

function costOf({ p, happened }: Forecast): number {
  const said = Math.min(1 - SURE, Math.max(SURE, p));
  return -Math.log(happened ? said : 1 - said);
}

function meanOf<TItem>(items: readonly TItem[], of: (item: TItem) => number): number | null {
  if (items.length === 0) return null;
  return items.reduce((total, item) => total + of(item), 0) / items.length;
}

const hitOf = ({ happened }: Forecast): number => (happened ? 1 : 0);

function binsOf(forecasts: readonly Forecast[], count: number): ReliabilityBin[] {
  const members = Array.from({ length: count }, (): Forecast[] => []);
  for (const forecast of forecasts) {
    members[Math.min(count - 1, Math.floor(forecast.p * count))]?.push(forecast);
  }
  return members.map((inside, index) => ({
    from: index / count,
    to: (index + 1) / count,
    n: inside.length,
    meanP: meanOf(inside, ({ p }) => p),
    rate: meanOf(inside, hitOf),
  }));
}

/**
 * Brier score: mean of (p - happened)^2 (Brier, Monthly Weather Review 78, 1950). Log loss: mean of -ln of the probability
 * given to what came (Good, "Rational Decisions", JRSS B 14, 1952). Reliability curve: rate by bin of p (Murphy and
 * Winkler, Applied Statistics 26, 1977). Raw and calibrated forecasts are scored alike.
 */
export function scoreForecasts(forecasts: readonly Forecast[], bins: number): ForecastScore {
  return {
    n: forecasts.length,
    brier: meanOf(forecasts, (forecast) => (forecast.p - hitOf(forecast)) ** 2),
    logLoss: meanOf(forecasts, costOf),
    baseRate: meanOf(forecasts, hitOf),
    reliability: binsOf(forecasts, bins),
  };
}
