import { denied } from '@quarterdeck/core/kernel/verdict';
import type { StrategyFiles } from '../operator/params-to-event.ts';

/** For tests of commands that have nothing to do with parameters. */
export const noStrategyFiles: StrategyFiles = {
  findStrategy: () => undefined,
  readParams: (strategyId) => denied('STRATEGY_NOT_IN_FILES', { strategyId, file: 'none' }),
  listCandles: () => [],
};
