import type { HmmConfig } from '../../contract/agent/config/regimes.schema.ts';
import { DAY_MS, type EpochMs } from '../../kernel/clock.ts';
import type { DailyClose } from './daily-returns.ts';
import { dailyReturns } from './daily-returns.ts';
import { filterHmm } from './filter-hmm.ts';
import type { HmmFit } from './fit-hmm.ts';

export const CRYPTO_REGIMES = ['calm', 'turbulent', 'unknown'] as const;
export type CryptoRegime = (typeof CRYPTO_REGIMES)[number];

/** A fit and the newest close it has seen: it may judge that day and later ones only. */
export interface DatedFit {
  readonly fit: HmmFit;
  readonly tsKnown: EpochMs;
}

export interface CryptoReading {
  readonly regime: CryptoRegime;
  /** Filtered: P(turbulent | returns known by now). Null when unknown. */
  readonly turbulent: number | null;
  /** When the newest close became known; null where there is none. */
  readonly asOf: EpochMs | null;
  /** Empty when known. */
  readonly why: string;
}

interface CryptoQuestion {
  readonly dated: DatedFit | null;
  readonly closes: readonly DailyClose[];
  readonly now: EpochMs;
  readonly config: Pick<HmmConfig, 'returns' | 'turbulent_at' | 'max_age_days'>;
}

/** Today's regime by the forward filter alone: no later day has a part in it, neither as a return nor in the fit. */
export function readCryptoRegime({ dated, closes, now, config }: CryptoQuestion): CryptoReading {
  const known = dailyReturns(closes, { now, keep: config.returns });
  const asOf = known.ok ? known.value.tsKnown : null;
  const unknown = (why: string): CryptoReading => ({
    regime: 'unknown',
    turbulent: null,
    asOf,
    why,
  });
  if (!known.ok) return unknown(known.code);
  if (asOf === null) return unknown('no daily close');
  if (now - asOf > config.max_age_days * DAY_MS) return unknown('the newest close is too old');
  if (dated === null) return unknown('no fit');
  if (dated.tsKnown > asOf) return unknown('the fit has seen later closes');
  const turbulent = filterHmm(dated.fit.model, known.value.values).turbulent.at(-1);
  if (turbulent === undefined) return unknown('no daily return');
  const regime = turbulent >= config.turbulent_at ? 'turbulent' : 'calm';
  return { regime, turbulent, asOf, why: '' };
}

/** Whether the days since the fit call for another; also true without one. */
export function shouldRefit(
  dated: DatedFit | null,
  now: EpochMs,
  config: Pick<HmmConfig, 'refit_after_days'>,
): boolean {
  return dated === null || now - dated.tsKnown >= config.refit_after_days * DAY_MS;
}
