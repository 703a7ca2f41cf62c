import type {
  SearchRange,
  SearchRequest,
  SearchRun,
} from '@quarterdeck/core/contract/search.schema';
import { formatMoney } from '../../../format/money.ts';
import { formatRatio } from '../../../format/signed-pct.ts';

const OBJECTIVES: Record<SearchRequest['objective'], string> = {
  sharpe: 'Sharpe',
  sortino: 'Sortino',
  calmar: 'Calmar',
  net: 'net',
  profit_factor: 'profit factor',
};

export const objectiveText = ({ objective }: SearchRequest): string => OBJECTIVES[objective];

/** A score in the unit of what was searched for. */
export function scoreText(value: number | null | undefined, request: SearchRequest): string {
  if (value === null || value === undefined) return '–';
  if (request.objective !== 'net') return formatRatio(value);
  return formatMoney(value.toFixed(2), { sign: 'always' });
}

export const strategyOf = ({ request }: SearchRun): string => request.base.strategies.join(', ');

const rangeText = (range: SearchRange): string => {
  if ('choices' in range) return range.choices.join('|');
  const log = range.scale === 'log' ? 'log:' : '';
  const step = range.step === undefined ? '' : `:${range.step}`;
  return `${log}${range.min}..${range.max}${step}`;
};

/** As `--space` takes it. */
export const spaceText = ({ space }: Pick<SearchRequest, 'space'>): string =>
  Object.entries(space)
    .map(([name, range]) => `${name}=${rangeText(range)}`)
    .join(',');

/** Why none of its trials can be proposed; undefined when they can. */
export function whyNotProposable({ state, request }: SearchRun): string | undefined {
  if (state !== 'done') return `The search is ${state}: it is judged when it has ended.`;
  if (request.out_of_sample_share === 0) {
    return 'The search kept no data back: nothing shows what the set is worth on data it has not seen.';
  }
  if (Object.keys(request.base.params).length > 0) {
    return 'The search ran over other parameters (--params) than those in effect.';
  }
  return undefined;
}
