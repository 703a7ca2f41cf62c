import type { HmmConfig } from '@quarterdeck/core/contract/agent/config/regimes.schema';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import { denied, describeRefusal } from '@quarterdeck/core/kernel/verdict';
import {
  readCryptoRegime,
  shouldRefit,
  type CryptoReading,
  type DatedFit,
} from '@quarterdeck/core/market/regimes/crypto-regime';
import { dailyReturns, type DailyClose } from '@quarterdeck/core/market/regimes/daily-returns';
import type { RegimeFact } from '@quarterdeck/core/model/agent/regime-facts';
import type { RegimeFitter } from './regime-fitter.ts';

export interface CryptoRegimeOptions {
  readonly config: HmmConfig;
  readonly fitter: Pick<RegimeFitter, 'start'>;
  readonly closes: (now: EpochMs) => readonly DailyClose[];
}

function factOf({ regime, turbulent, asOf, why }: CryptoReading): RegimeFact {
  const isTurbulent = regime === 'turbulent';
  const probability = turbulent === null || isTurbulent ? turbulent : 1 - turbulent;
  return { state: regime, probability, tsSource: asOf, why };
}

/** Keeps the newest fit and has another one made when its time has come; the label is read anew each time. */
export class CryptoRegimeReader {
  readonly #options: CryptoRegimeOptions;
  #dated: DatedFit | null = null;

  constructor(options: CryptoRegimeOptions) {
    this.#options = options;
  }

  async read(now: EpochMs): Promise<RegimeFact> {
    const { config, closes } = this.#options;
    const days = closes(now);
    const why = await this.#keepFit(days, now);
    const reading = readCryptoRegime({ dated: this.#dated, closes: days, now, config });
    const fact = factOf(reading);
    return this.#dated === null && why !== '' ? { ...fact, why } : fact;
  }

  /** Why there is no newer fit; empty where none is wanted, or one was made. */
  async #keepFit(closes: readonly DailyClose[], now: EpochMs): Promise<string> {
    const { config, fitter } = this.#options;
    if (!shouldRefit(this.#dated, now, config)) return '';
    const known = dailyReturns(closes, { now, keep: config.returns });
    if (!known.ok) return describeRefusal(known);
    const { values, tsKnown } = known.value;
    if (tsKnown === null || values.length < config.min_returns) {
      // Said without a thread that would say the same.
      const numbers = { returns: values.length, least: config.min_returns };
      return describeRefusal(denied('RETURNS_TOO_FEW', numbers));
    }
    const fit = await fitter.start({ returns: values, options: config }).done;
    if (!fit.ok) return describeRefusal(fit);
    this.#dated = { fit: fit.value, tsKnown };
    return '';
  }
}
