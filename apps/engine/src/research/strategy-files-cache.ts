import type { DeskView } from '@quarterdeck/core/model/desk-view';
import type { LoadedStrategy } from '../runtime/config/load-config.ts';
import type { Configuration } from '../runtime/start/read-configuration.ts';

/** Which reading of the files is in effect: a reload of any strategy makes another one. */
function readingOf(view: DeskView): string {
  return view
    .strategies()
    .map(({ strategyId, paramsVersion }) =>
      paramsVersion?.source === 'files' ? `${strategyId} ${paramsVersion.version}` : '',
    )
    .join(',');
}

/** What the files say of each strategy, read at the start and again when they have been reloaded. */
export function createStrategyFilesCache(
  load: Configuration['load'],
  view: () => DeskView,
): (strategyId: string) => LoadedStrategy | undefined {
  let reading: string | undefined;
  let strategies: readonly LoadedStrategy[] = [];
  return (strategyId) => {
    const now = readingOf(view());
    if (now !== reading) {
      reading = now;
      const loaded = load();
      // Files that somebody is writing at this moment say nothing new.
      if (loaded.ok) strategies = loaded.value.strategies;
    }
    return strategies.find(({ strategy }) => strategy.id === strategyId);
  };
}
