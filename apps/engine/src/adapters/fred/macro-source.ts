import type { MacroConfig } from '@quarterdeck/core/contract/agent/config/regimes.schema';
import type { MacroSeries } from '@quarterdeck/core/market/regimes/macro-series';
import { fetchFredSeries, type FredClientOptions } from './fetch-fred-series.ts';
import { FredError } from './fred-error.ts';
import { readFredFile } from './read-fred-file.ts';

export interface MacroFigures {
  readonly growth: MacroSeries;
  readonly inflation: MacroSeries;
  readonly from: 'fred' | 'file';
  /** Why the file had to do; null where it was the first choice. */
  readonly fallenBackFrom: FredError | null;
}

export interface MacroSourceOptions {
  readonly config: MacroConfig;
  /** Null: files only. */
  readonly apiKey: string | null;
  readonly fetch?: FredClientOptions['fetch'];
}

const asFredError = (error: unknown): FredError => {
  if (error instanceof FredError) return error;
  throw error;
};

/**
 * Both series of the macro quadrant: from FRED where there is a key, else and on its failure from the configured file.
 * FredError when neither has them; the failure that came first.
 */
export async function loadMacroFigures(options: MacroSourceOptions): Promise<MacroFigures> {
  const { config, apiKey, fetch } = options;
  const ids = [config.growth.id, config.inflation.id];
  const figures = ([growth, inflation]: readonly MacroSeries[]) => {
    if (growth !== undefined && inflation !== undefined) return { growth, inflation };
    throw new FredError('malformed', 'two series were asked for');
  };
  let failure: FredError | null = null;
  if (apiKey !== null) {
    const client = { apiKey, baseUrl: config.base_url, timeoutMs: config.timeout_ms };
    try {
      const series = await fetchFredSeries(
        ids,
        fetch === undefined ? client : { ...client, fetch },
      );
      return { ...figures(series), from: 'fred', fallenBackFrom: null };
    } catch (error) {
      failure = asFredError(error);
    }
  }
  if (config.file === undefined) {
    throw failure ?? new FredError('key', 'no FRED key is set and no file is configured');
  }
  try {
    const series = await readFredFile(config.file, ids);
    return { ...figures(series), from: 'file', fallenBackFrom: failure };
  } catch (error) {
    throw failure ?? asFredError(error);
  }
}
