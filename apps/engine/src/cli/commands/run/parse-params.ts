import type { BacktestRequest } from '@quarterdeck/core/contract/backtest.schema';
import { UsageError } from '../../usage-error.ts';

/** JSON where it is JSON, otherwise the text itself. */
export function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `key=value` for the only strategy, `strategy.key=value` for one of several. */
export function parseParams(
  pairs: readonly string[],
  strategies: readonly string[],
): BacktestRequest['params'] {
  const params: Record<string, Record<string, unknown>> = {};
  for (const pair of pairs.flatMap((text) => text.split(','))) {
    const match = /^(?:([a-z][a-z0-9_]*)\.)?([a-z][a-z0-9_]*)=(.*)$/.exec(pair.trim());
    if (match === null) throw new UsageError(`--params takes key=value, not ${pair}`);
    const [, named, key = '', value = ''] = match;
    const [only, ...others] = strategies;
    const strategy = named ?? (others.length === 0 && only !== 'all' ? only : undefined);
    if (strategy === undefined) {
      throw new UsageError(`--params ${pair}: say which strategy, as in NAME.${key}=${value}`);
    }
    params[strategy] = { ...params[strategy], [key]: parseValue(value) };
  }
  return params;
}
