import { z } from 'zod';
import { denied, parsed, type Parsed } from '@quarterdeck/core/kernel/verdict';
import type { Strategy } from '@quarterdeck/core/strategies/contract';

interface Range {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly unknown[];
}

/** What a parameter may be, in words: `1 to 400`, or the list. */
function allowedFor(strategy: Strategy, name: string): string {
  const schema = z.toJSONSchema(strategy.params, { io: 'input' });
  const property = schema.properties?.[name] as Range | undefined;
  if (property === undefined) return Object.keys(schema.properties ?? {}).join(', ');
  if (property.enum !== undefined) return property.enum.join(', ');
  return `${property.minimum ?? '-'} to ${property.maximum ?? '-'}`;
}

/** Complete parameters, or the first one that is wrong with the range it must be in. */
export function checkParams(strategy: Strategy, raw: unknown): Parsed<Record<string, unknown>> {
  const result = strategy.params.strict().safeParse(raw);
  if (result.success) return parsed(result.data);
  const [issue] = result.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const name = unknown ?? String(issue?.path[0] ?? '');
  const value = (raw as Readonly<Record<string, unknown>>)[name];
  return denied(unknown === undefined ? 'PARAM_OUT_OF_RANGE' : 'PARAM_UNKNOWN', {
    strategy: strategy.id,
    parameter: name,
    value: value === undefined ? 'nothing' : JSON.stringify(value),
    allowed: allowedFor(strategy, name),
  });
}
