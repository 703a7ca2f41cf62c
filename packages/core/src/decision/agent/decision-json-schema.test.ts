import { expect, it } from 'vitest';
import { wireDecisionSchema } from '../../contract/agent/decision.schema.ts';
import { wireAnswer } from './answer.fixture.ts';
import { decisionJsonSchema } from './decision-json-schema.ts';

function* walk(node: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(node)) for (const item of node) yield* walk(item);
  else if (typeof node === 'object' && node !== null) {
    yield node as Record<string, unknown>;
    for (const item of Object.values(node)) yield* walk(item);
  }
}
const nodes = () => [...walk(decisionJsonSchema(['ETH/USDT', 'BTC/USDT']))];

it('gives the same bytes for the same universe in any order', () => {
  const one = JSON.stringify(decisionJsonSchema(['ETH/USDT', 'BTC/USDT', 'ETH/USDT']));
  expect(JSON.stringify(decisionJsonSchema(['BTC/USDT', 'ETH/USDT']))).toBe(one);
  expect(one.length).toBeLessThan(8_000);
});

it('uses only what the grammar compiles', () => {
  const unsupported = ['minimum', 'maximum', 'minItems', 'maxItems', 'maxLength', 'pattern'];
  const tuples = ['prefixItems', 'oneOf', 'allOf', '$ref', 'default', 'format'];
  for (const node of nodes()) {
    for (const key of [...unsupported, ...tuples]) expect(node).not.toHaveProperty(key);
  }
});

it('closes every object and requires every field', () => {
  const objects = nodes().filter((node) => node.type === 'object');
  expect(objects.length).toBeGreaterThan(15);
  for (const node of objects) {
    expect(node.additionalProperties).toBe(false);
    expect(node.required).toEqual(Object.keys(node.properties as object));
  }
});

it('names the same fields as the check of the answer', () => {
  const names = Object.keys(decisionJsonSchema(['BTC/USDT']).properties);
  expect(names).toEqual(Object.keys(wireDecisionSchema.shape));
  expect(names).toEqual(Object.keys(wireAnswer()));
});

it('offers every kind of wake condition that the check takes', () => {
  const kinds = nodes()
    .filter((node) => node.type === 'object' && 'symbol' in (node.properties as object))
    .map((node) => (node.properties as { kind?: { enum: string[] } }).kind?.enum[0])
    .filter((kind) => kind !== undefined);
  const taken = wireDecisionSchema.shape.wake.element.options.map(
    (option) => option.shape.kind.value as string,
  );
  expect(new Set(kinds)).toEqual(new Set(taken));
});
