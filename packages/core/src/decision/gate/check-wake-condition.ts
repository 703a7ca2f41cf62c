import type { GateConfig } from '../../contract/agent/config/gate.schema.ts';
import { wakeConditionSchema } from '../../contract/agent/wake-condition.schema.ts';
import { denied, parsed, type Parsed, type Refusal } from '../../kernel/verdict.ts';
import type { WakeCondition } from '../../model/agent/wake-condition.ts';
import { isSameCondition } from './same-condition.ts';
import { triggerOf, type ArmedCondition, type WakeFacts } from './wake-trigger.ts';

export interface WakeContext {
  readonly config: GateConfig['wake'];
  readonly symbol: string;
  readonly standing: readonly ArmedCondition[];
  readonly facts: WakeFacts;
}

/** Shape and ranges; takes whatever came. */
export function parseWakeCondition(input: unknown): Parsed<WakeCondition> {
  const result = wakeConditionSchema.safeParse(input);
  if (result.success) return parsed(result.data);
  const [issue] = result.error.issues;
  return denied('WAKE_SHAPE_INVALID', {
    field: issue?.path.join('.') ?? '',
    problem: issue?.message ?? '',
  });
}

function checkSymbol(condition: WakeCondition, { config, symbol }: WakeContext): Refusal | null {
  if (condition.symbol !== symbol)
    return denied('WAKE_SYMBOL_UNKNOWN', { symbol: condition.symbol, gate: symbol });
  if (condition.kind === 'candle_close' && !config.timeframes_ms.includes(condition.timeframe_ms))
    return denied('WAKE_TIMEFRAME_UNKNOWN', { timeframeMs: condition.timeframe_ms });
  return null;
}

/** Which side of a level the market is on cannot be said without a price. */
function checkPrice(condition: WakeCondition, { facts }: WakeContext): Refusal | null {
  const needsPrice = condition.kind === 'price_cross' || condition.kind === 'percent_move';
  return needsPrice && facts.price === 0
    ? denied('WAKE_PRICE_UNKNOWN', { kind: condition.kind })
    : null;
}

function checkRoom(condition: WakeCondition, context: WakeContext): Refusal | null {
  const { config, standing } = context;
  const twin = standing.find((armed) => isSameCondition(armed.condition, condition, config));
  if (twin !== undefined) return denied('WAKE_DUPLICATE', { conditionId: twin.id });
  return standing.length >= config.max_conditions
    ? denied('WAKE_LIMIT_REACHED', { standing: standing.length, limit: config.max_conditions })
    : null;
}

/** A condition that is true already would wake at once, by what the model has just been told. */
function checkNews(armed: ArmedCondition, { facts }: WakeContext): Refusal | null {
  const trigger = triggerOf(armed, { ...facts, barTimeframeMs: 0 });
  return trigger === null ? null : denied('WAKE_ALREADY_TRUE', { ...trigger });
}

/** What only the gate can know of a well-formed condition; `armed` as it would stand. */
export function checkWakeCondition(armed: ArmedCondition, context: WakeContext): Refusal | null {
  const { condition } = armed;
  return (
    checkSymbol(condition, context) ??
    checkPrice(condition, context) ??
    checkNews(armed, context) ??
    checkRoom(condition, context)
  );
}
