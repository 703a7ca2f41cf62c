import type { MacroConfig } from '@quarterdeck/core/contract/agent/config/regimes.schema';
import { HOUR_MS, type EpochMs } from '@quarterdeck/core/kernel/clock';
import { readMacroQuadrant } from '@quarterdeck/core/market/regimes/macro-quadrant';
import type { RegimeFact } from '@quarterdeck/core/model/agent/regime-facts';
import { FredError } from '../../adapters/fred/fred-error.ts';
import { loadMacroFigures, type MacroFigures } from '../../adapters/fred/macro-source.ts';

export interface MacroRegimeOptions {
  readonly config: MacroConfig;
  /** Null: files only. */
  readonly apiKey: string | null;
  /** Time that passes for the provider, whatever a tape does. */
  readonly monotonicMs: () => number;
  readonly fetch?: typeof fetch;
}

type Loaded = { readonly figures: MacroFigures } | { readonly why: string };

/** Figures of months: asked for once an hour, also when they cannot be had. */
const ASK_AGAIN_MS = HOUR_MS;

/** Growth and inflation, as published by the time that is asked about; unknown with a reason, never an error. */
export class MacroRegimeReader {
  readonly #options: MacroRegimeOptions;
  #loaded: Loaded | undefined;
  #askedMs = -Infinity;

  constructor(options: MacroRegimeOptions) {
    this.#options = options;
  }

  async read(now: EpochMs): Promise<RegimeFact> {
    const loaded = await this.#load();
    if ('why' in loaded) return unknown(loaded.why);
    const { growth, inflation } = loaded.figures;
    const reading = readMacroQuadrant({ growth, inflation, now, config: this.#options.config });
    const { quadrant, knownSince, why } = reading;
    return { state: quadrant, probability: null, tsSource: knownSince, why };
  }

  async #load(): Promise<Loaded> {
    const { config, apiKey, monotonicMs, fetch } = this.#options;
    const nowMs = monotonicMs();
    if (this.#loaded !== undefined && nowMs - this.#askedMs < ASK_AGAIN_MS) return this.#loaded;
    this.#askedMs = nowMs;
    try {
      const figures = await loadMacroFigures({ config, apiKey, ...(fetch && { fetch }) });
      this.#loaded = { figures };
    } catch (error) {
      if (!(error instanceof FredError)) throw error;
      // What was published stays published.
      if (this.#loaded === undefined || 'why' in this.#loaded)
        this.#loaded = { why: error.message };
    }
    return this.#loaded;
  }
}

const unknown = (why: string): RegimeFact => ({
  state: 'unknown',
  probability: null,
  tsSource: null,
  why,
});
