import type { BacktestCosts, BacktestRequest } from '@quarterdeck/core/contract/backtest.schema';
import type { ParamRow } from '@quarterdeck/core/contract/strategy-card.schema';
import { readParam } from '../../../format/param-text.ts';

export interface ParamOverride {
  readonly strategyId: string;
  readonly name: string;
  readonly text: string;
}

/** The form as it is typed: every number still text. */
export interface BacktestDraft {
  readonly strategies: readonly string[];
  readonly data: readonly string[];
  /** Files of funding rates; none: no funding. */
  readonly funding: readonly string[];
  /** `2024-08-01`, or empty for the whole of the data. */
  readonly from: string;
  readonly to: string;
  readonly costs: Readonly<Record<keyof BacktestCosts, string>>;
  readonly limits: BacktestRequest['limits'];
  readonly balance: string;
  readonly seed: string;
  readonly overrides: readonly ParamOverride[];
}

export const FIRST_DRAFT: BacktestDraft = {
  strategies: [],
  data: [],
  funding: [],
  from: '',
  to: '',
  costs: {
    maker_fee_bps: '1',
    taker_fee_bps: '2',
    spread_bps: '2',
    slippage_bps: '0',
    latency_ms: '15',
    latency_jitter_ms: '0',
  },
  limits: 'config',
  balance: '',
  seed: '1',
  overrides: [],
};

/** As the contract has them. */
const COST_RANGES: Readonly<Record<keyof BacktestCosts, readonly [number, number]>> = {
  maker_fee_bps: [-10, 100],
  taker_fee_bps: [0, 100],
  spread_bps: [0, 1_000],
  slippage_bps: [0, 1_000],
  latency_ms: [0, 10_000],
  latency_jitter_ms: [0, 10_000],
};

const COST_NAMES = Object.keys(COST_RANGES) as (keyof BacktestCosts)[];
const MOST_SEED = 4_294_967_295;
const DAY = 86_400_000;

/** Parameters of the strategies, by strategy id, to read the overrides by. */
export type KnownParams = ReadonlyMap<string, readonly ParamRow[]>;

export interface DraftReading {
  /** What is wrong, by field. Empty: the request may be sent. */
  readonly wrong: Readonly<Record<string, string>>;
  readonly request: BacktestRequest;
}

const dayStart = (day: string): number | undefined =>
  day ? Date.parse(`${day}T00:00:00Z`) : undefined;

function readNumber(text: string, [min, max]: readonly [number, number]): number | undefined {
  const value = Number(text);
  return text.trim() !== '' && value >= min && value <= max ? value : undefined;
}

function readCosts(draft: BacktestDraft, wrong: Record<string, string>): BacktestCosts {
  const entries = COST_NAMES.map((name) => {
    const value = readNumber(draft.costs[name], COST_RANGES[name]);
    if (value === undefined) wrong[name] = COST_RANGES[name].join(' to ');
    else if (name === 'latency_jitter_ms' && !Number.isInteger(value)) wrong[name] = 'whole';
    return [name, value ?? 0];
  });
  return Object.fromEntries(entries) as BacktestCosts;
}

function readOverrides(draft: BacktestDraft, known: KnownParams, wrong: Record<string, string>) {
  const params: Record<string, Record<string, unknown>> = {};
  for (const [at, { strategyId, name, text }] of draft.overrides.entries()) {
    const row = known.get(strategyId)?.find((each) => each.name === name);
    const read = row ? readParam(text, row) : undefined;
    if (!read?.ok) wrong[`override-${at}`] = read ? read.wrong : 'no such parameter';
    else params[strategyId] = { ...params[strategyId], [name]: read.value };
  }
  return params;
}

function checkChoices(draft: BacktestDraft, wrong: Record<string, string>): void {
  if (draft.strategies.length === 0) wrong['strategies'] = 'choose at least one strategy';
  if (draft.data.length === 0) wrong['data'] = 'choose what it runs on';
  if (draft.from && draft.to && draft.from > draft.to) wrong['to'] = 'ends before it begins';
  if (draft.balance && !/^\d+(\.\d{1,8})?$/.test(draft.balance)) wrong['balance'] = 'not an amount';
}

/** The last day is meant whole: the span ends where the next one begins. */
export function readDraft(draft: BacktestDraft, known: KnownParams): DraftReading {
  const wrong: Record<string, string> = {};
  checkChoices(draft, wrong);
  const seed = readNumber(draft.seed, [0, MOST_SEED]);
  if (seed === undefined || !Number.isInteger(seed)) wrong['seed'] = `0 to ${MOST_SEED}, whole`;
  const from = dayStart(draft.from);
  const to = dayStart(draft.to);
  const request: BacktestRequest = {
    strategies: [...draft.strategies],
    data: [...draft.data],
    funding: [...draft.funding],
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to: to + DAY }),
    params: readOverrides(draft, known, wrong),
    ...(draft.balance ? { starting_balance: draft.balance } : {}),
    limits: draft.limits,
    costs: readCosts(draft, wrong),
    seed: seed ?? 0,
  };
  return { wrong, request };
}
