import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { agentConfigSchema } from '@quarterdeck/core/contract/agent/config/agent.schema';

const PAGE = resolve(import.meta.dirname, '../../../../..', 'docs/concepts/configuration.md');

interface Property {
  readonly properties?: Readonly<Record<string, Property>>;
  readonly default?: unknown;
}

const textOf = (value: unknown): string =>
  value === undefined ? 'none' : typeof value === 'string' ? value : JSON.stringify(value);

/** Key and default of everything that may be set below `agent`, by its path. */
function defaultsOf(path: string, { properties, default: value }: Property): [string, string][] {
  if (properties === undefined) return [[path, textOf(value)]];
  // A default of a whole block counts before those of its keys.
  const given = (value ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(properties).flatMap(([key, property]) => {
    const own = key in given && property.properties === undefined ? { default: given[key] } : {};
    return defaultsOf(path === '' ? key : `${path}.${key}`, { ...property, ...own });
  });
}

/** The same as the page says it, table by table. */
function rowsOfPage(): [string, string][] {
  const sections = readFileSync(PAGE, 'utf8').split(/^#+ /m);
  return sections.flatMap((section) => {
    const block = /^`agent(?:\.(\w+))?`/.exec(section);
    if (block === null) return [];
    const prefix = block[1] === undefined ? '' : `${block[1]}.`;
    const rows = section.matchAll(/^\| `([^`]+)` +\| `([^`]+)` +\| \S/gm);
    return [...rows].map(([, key, value]): [string, string] => [`${prefix}${key}`, String(value)]);
  });
}

it('the page on configuration names every key of the agent with its default', () => {
  const schema = z.toJSONSchema(agentConfigSchema, { io: 'input' }) as Property;
  expect(new Map(rowsOfPage())).toEqual(new Map(defaultsOf('', schema)));
});
