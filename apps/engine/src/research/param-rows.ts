import { z } from 'zod';
import type { ParamRow } from '@quarterdeck/core/contract/strategy-card.schema';
import type { ParamsVersion } from '@quarterdeck/core/model/control';
import type { Strategy } from '@quarterdeck/core/strategies/contract';
import type { LoadedStrategy } from '../runtime/config/load-config.ts';

/** What the JSON Schema of a parameter tells of it. */
interface Facts {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly unknown[];
}

type NamedFacts = readonly (readonly [name: string, facts: Facts])[];

const known = new WeakMap<Strategy['params'], NamedFacts>();

/** Worked out once a schema: a page that asks every few seconds must not cost the desk its time. */
function factsOf({ params }: Strategy): NamedFacts {
  const before = known.get(params);
  if (before !== undefined) return before;
  const schema = z.toJSONSchema(params, { io: 'input' });
  const facts = Object.entries(schema.properties ?? {}) as NamedFacts;
  known.set(params, facts);
  return facts;
}

export interface ParamSources {
  /** In effect. */
  readonly params: Readonly<Record<string, unknown>>;
  /** What a person has put into effect, if anybody has. */
  readonly version: ParamsVersion | undefined;
  readonly files: Pick<LoadedStrategy, 'params' | 'origins'> | undefined;
}

type Origin = Pick<ParamRow, 'origin' | 'originText'>;

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const minuteOf = (ts: number): string => `${new Date(ts).toISOString().slice(0, 16)}Z`;

function consoleOrigin({ by, ts, version, source }: ParamsVersion): Origin {
  const what = source === 'proposal' ? ' accepted a proposal' : '';
  return { origin: 'console', originText: `${by}${what}, ${minuteOf(ts)}, version ${version}` };
}

function fileOrigin(name: string, files: ParamSources['files']): Origin {
  const found = files?.origins[name];
  if (found?.file === undefined) return { origin: 'default', originText: 'default' };
  const line = found.line === undefined ? '' : `:${found.line}`;
  return { origin: found.origin, originText: `${found.file}${line}` };
}

/** A value that the files give too comes from them, whoever has set the others. */
function originOf(name: string, { params, version, files }: ParamSources): Origin {
  const isByHand = version !== undefined && version.source !== 'files';
  return isByHand && !isSame(params[name], files?.params[name])
    ? consoleOrigin(version)
    : fileOrigin(name, files);
}

/** Every parameter of a strategy with its meaning, its range, its value and where that comes from. */
export function listParamRows(strategy: Strategy, sources: ParamSources): ParamRow[] {
  return factsOf(strategy).map(([name, facts]) => ({
    name,
    meaning: facts.description ?? '',
    value: sources.params[name] ?? null,
    default: facts.default ?? null,
    min: facts.minimum ?? null,
    max: facts.maximum ?? null,
    choices: facts.enum === undefined ? null : [...facts.enum],
    isInteger: facts.type === 'integer',
    ...originOf(name, sources),
  }));
}
