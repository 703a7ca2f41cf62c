import type { RecordedOrder } from '../../contract/agent/decision-record.schema.ts';
import type { PreSendConfig, RulesConfig } from '../../contract/agent/config/decision.schema.ts';
import { asSymbolId } from '../../kernel/ids.ts';
import type { RefusalNumbers } from '../../kernel/verdict.ts';
import type { Figure, FigureMap } from '../../model/agent/figure.ts';
import type { SignalWeights } from '../fallback/weigh-signals.ts';
import type { AnswerContext } from './answer-context.ts';
import type { PreSendFacts } from './pre-send-check.ts';
import type { WeighInput } from './weigh-decision.ts';

/** Figures as they are journalled: values by id. */
export type FigureValues = Readonly<Record<string, number>>;

/** The question an answer was read against, as JSON. */
export type ReadInput = Omit<AnswerContext, 'figures'> & { readonly figures: FigureValues };

/** What the rule pipeline looked at. */
export interface RulesReplayInput {
  readonly symbol: string;
  readonly prefix: string;
  readonly timeframe: string;
  readonly held: AnswerContext['held'];
  readonly mayShort: boolean;
  readonly weights: SignalWeights;
  readonly figures: FigureValues;
  readonly config: RulesConfig;
}

/** What stood between the decision and its order. */
export interface SendInput {
  readonly facts: PreSendFacts;
  readonly config: PreSendConfig;
  /** What guard and risk said; absent when they were not asked. */
  readonly refusal: { readonly code: string; readonly numbers: RefusalNumbers } | null;
  /** Of the instrument, base units, as text. */
  readonly lotSize: string;
  /** As they were handed over: ids, prices and the side of an exit are the desk's, not the decision's. */
  readonly orders: readonly RecordedOrder[];
}

/** Everything a decision read, one text a step: with it a replay needs nothing else. */
export interface AgentInputs {
  readonly readAnswer?: ReadInput;
  readonly runRules?: RulesReplayInput;
  readonly weigh?: WeighInput;
  readonly send?: SendInput;
}

export const writeInputs = (inputs: AgentInputs): Record<string, string> =>
  Object.fromEntries(
    Object.entries(inputs)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, JSON.stringify(value)]),
  );

/** Undefined where the record holds no such step. */
export function readInput<TName extends keyof AgentInputs>(
  inputs: Readonly<Record<string, string>>,
  name: TName,
): AgentInputs[TName] | undefined {
  const text = inputs[name];
  return text === undefined ? undefined : (JSON.parse(text) as AgentInputs[TName]);
}

export function valuesOf(figures: FigureMap): FigureValues {
  const values: Record<string, number> = {};
  for (const { id, value } of figures.values()) values[id] = value;
  return values;
}

/** Source times are checked when the snapshot is made and play no part afterwards. */
export const figuresOf = (values: FigureValues): FigureMap =>
  new Map(
    Object.entries(values).map(([id, value]): [string, Figure] => [id, { id, value, tsSource: 0 }]),
  );

/** A map of hundreds of figures would cost more than all that is read from it. */
export const contextOf = ({ figures, ...rest }: ReadInput): AnswerContext => ({
  ...rest,
  symbol: asSymbolId(rest.symbol),
  figures: { has: (id) => Object.hasOwn(figures, id) },
});
