import { denied } from '@quarterdeck/core/kernel/verdict';
import type { ResearchPort } from '../api/research-port.ts';

const refuse = (code: string) => () => denied(code);
const refuseLater = (code: string) => () => Promise.resolve(denied(code));

/** An engine that keeps no research: lists are empty, everything asked for by name is unknown. */
export const nothingKnown: ResearchPort = {
  backtests: {
    list: () => [],
    report: refuseLater('RUN_UNKNOWN'),
    start: refuse('RUN_QUEUE_FULL'),
    cancel: refuseLater('RUN_UNKNOWN'),
    remove: refuse('RUN_UNKNOWN'),
    sources: () => Promise.resolve([]),
    watch: () => () => undefined,
  },
  strategies: {
    list: () => [],
    versions: refuse('STRATEGY_UNKNOWN'),
    setParams: refuseLater('PARAMS_NOT_CHANGEABLE_YET'),
    proposals: () => [],
    decide: refuseLater('PROPOSAL_UNKNOWN'),
  },
  markets: {
    symbols: () => [],
    chart: refuseLater('SYMBOL_UNKNOWN'),
  },
};
