import { denied, parsed } from '@quarterdeck/core/kernel/verdict';
import type { StrategySetup } from '@quarterdeck/core/desk-contract';
import type { Memory } from '../../ports/memory.ts';
import type { StrategyFiles } from '../operator/params-to-event.ts';
import type { loadConfig } from './load-config.ts';

export interface StrategyFilesOptions {
  /** As the desk runs them: on a tape they may have other bars than the catalogue's. */
  readonly setups: readonly StrategySetup[];
  /** Reads and checks the configuration again, the same way as at the start. */
  readonly load: () => ReturnType<typeof loadConfig>;
  readonly memory: Pick<Memory, 'listCandles'>;
}

/** Strategies of the running desk, beside what their files say at this moment. */
export function createStrategyFiles({ setups, load, memory }: StrategyFilesOptions): StrategyFiles {
  return {
    findStrategy: (strategyId) =>
      setups.find(({ strategy }) => strategy.id === strategyId)?.strategy,
    readParams: (strategyId) => {
      const loaded = load();
      if (!loaded.ok) return denied('CONFIG_INVALID', loaded.numbers);
      const { strategies, strategyProblems, file } = loaded.value;
      const row = strategies.find(({ strategy }) => strategy.id === strategyId);
      if (row === undefined) return denied('STRATEGY_NOT_IN_FILES', { strategyId, file });
      if (row.failure === undefined) return parsed(row.params);
      const problems = strategyProblems.length;
      return denied('CONFIG_INVALID', { file, problems, first: row.failure });
    },
    listCandles: () => memory.listCandles(),
  };
}
