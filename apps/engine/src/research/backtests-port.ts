import { denied } from '@quarterdeck/core/kernel/verdict';
import type { BacktestsPort } from '../api/research-port.ts';
import type { RunManager } from '../backtest/run-manager.ts';
import { listDataSources, type DataSourcesOptions } from './data-sources.ts';
import { listFundingSources } from './funding-sources.ts';

/** Runs as the front door may ask for them. */
export function createBacktestsPort(
  manager: RunManager,
  sources: DataSourcesOptions,
): BacktestsPort {
  return {
    list: (limit) => manager.list(limit),
    report: (id) => manager.report(id),
    start: (request, actor) => manager.start(request, actor.name),
    cancel: (id) => manager.cancel(id),
    remove: (id) => manager.remove(id),
    sources: () => listDataSources(sources),
    fundingSources: () => listFundingSources(sources),
    watch: (onChange) => manager.watch(onChange),
  };
}

/** While runs cannot be stored none is made: the desk trades on without them. */
export function createAbsentBacktests(cause: string, sources: DataSourcesOptions): BacktestsPort {
  const refuse = () => denied('RESEARCH_UNAVAILABLE', { cause });
  return {
    list: () => [],
    report: () => Promise.resolve(refuse()),
    start: refuse,
    cancel: () => Promise.resolve(refuse()),
    remove: refuse,
    sources: () => listDataSources(sources),
    fundingSources: () => listFundingSources(sources),
    watch: () => () => undefined,
  };
}
