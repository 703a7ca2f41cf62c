import {
  AGENT_ACTIONS,
  DECISION_EVENTS,
  HORIZONS,
  MEMORY_KINDS,
  SIGNAL_NAMES,
} from '../../model/agent/decision.ts';
import type { WakeCondition } from '../../model/agent/wake-condition.ts';

/** The part of JSON schema that the provider's grammar compiles: no ranges, no tuples, no open objects. */
export type JsonSchema =
  | { readonly type: 'string' | 'number' | 'integer' | 'null'; readonly description?: string }
  | { readonly enum: readonly string[]; readonly description?: string }
  | { readonly type: 'array'; readonly items: JsonSchema; readonly description?: string }
  | { readonly anyOf: readonly JsonSchema[] }
  | JsonObjectSchema;

export interface JsonObjectSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
  readonly additionalProperties: false;
}

const NUMBER = { type: 'number' } as const;
const TEXT = { type: 'string' } as const;

function closed(properties: Readonly<Record<string, JsonSchema>>): JsonObjectSchema {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

const orNull = (...schemas: readonly JsonSchema[]): JsonSchema => ({
  anyOf: [...schemas, { type: 'null' }],
});
const list = (items: JsonSchema, description: string): JsonSchema => ({
  type: 'array',
  items,
  description,
});

const EXIT_LEVEL: JsonSchema = closed({ kind: { enum: ['atr', 'level'] }, value: NUMBER });

/** Keyed by kind so that a new kind of condition does not compile until it is here. */
const WAKE_FIELDS: { readonly [TKind in WakeCondition['kind']]: Record<string, JsonSchema> } = {
  price_cross: { level: NUMBER, side: { enum: ['above', 'below'] } },
  percent_move: { percent: NUMBER },
  z_score: { of: { enum: ['price', 'volume'] }, threshold: NUMBER },
  funding_over: { rate_bps: NUMBER },
  open_interest_change: { percent: NUMBER },
  candle_close: { timeframe_ms: { type: 'integer' } },
  time: { in_s: NUMBER },
};

const wakeVariants = (symbol: JsonSchema): readonly JsonObjectSchema[] =>
  Object.entries(WAKE_FIELDS).map(([kind, fields]) =>
    closed({ kind: { enum: [kind] }, symbol, ...fields }),
  );

const confidence = (): JsonSchema =>
  closed(Object.fromEntries(SIGNAL_NAMES.map((name) => [name, NUMBER])));

const MEMORY_OP: JsonSchema = closed({
  op: { enum: ['add', 'expire'] },
  kind: { enum: MEMORY_KINDS },
  ref: { type: 'string', description: 'lower-case name of the record' },
  value: { type: 'string', description: 'the note; empty for expire' },
});

/**
 * What `output_config.format` takes. Made once for a universe: the same symbols in any order give the same bytes, since
 * another schema is compiled anew and misses the prompt cache.
 */
export function decisionJsonSchema(symbols: readonly string[]): JsonObjectSchema {
  const symbol: JsonSchema = { enum: [...new Set(symbols)].sort() };
  const wake = wakeVariants(symbol);
  return closed({
    action: { enum: AGENT_ACTIONS },
    symbol,
    size_fraction: { type: 'number', description: '0 to 1' },
    p_event: { type: 'number', description: '0.01 to 0.99' },
    event: { enum: DECISION_EVENTS },
    horizon: { enum: HORIZONS },
    stop: orNull(EXIT_LEVEL),
    take_profit: orNull(EXIT_LEVEL),
    evidence: list(
      closed({ field: TEXT, stance: { enum: ['supports', 'opposes'] } }),
      '1 to 8 figures by id; may be empty with ABSTAIN',
    ),
    signal_confidence: confidence(),
    rationale: { type: 'string', description: 'short justification, at most 600 characters' },
    invalidation: orNull(...wake),
    wake: list({ anyOf: wake }, 'at most 5'),
    next_check_s: NUMBER,
    memory: list(MEMORY_OP, 'at most 3'),
  });
}
