import { z } from 'zod';
import type { ConfigPath, ConfigProblem } from './config-problem.ts';
import { describeAllowed } from './nearest-name.ts';
import type { YamlDocument } from './yaml-document.ts';

type Issue = z.core.$ZodIssue;

function unwrap(schema: unknown): unknown {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodNullable
  ) {
    return unwrap(schema.unwrap());
  }
  return schema;
}

function schemaAt(root: z.ZodObject, path: ConfigPath): unknown {
  let schema: unknown = root;
  for (const key of path) {
    schema = unwrap(schema);
    if (schema instanceof z.ZodObject)
      schema = (schema.shape as Record<string, unknown>)[String(key)];
    else if (schema instanceof z.ZodArray) schema = schema.element;
    else return undefined;
  }
  return unwrap(schema);
}

/** Keys a map at `path` may have. */
function allowedKeys(root: z.ZodObject, path: ConfigPath): readonly string[] {
  const schema = schemaAt(root, path);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function valueAt(value: unknown, path: ConfigPath): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<PropertyKey, unknown>)[key];
  }
  return current;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a map',
  array: 'a list',
};

function describeValue(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return typeof value === 'string' ? `text ${JSON.stringify(value)}` : plainText(value);
}

function plainText(value: unknown): string {
  if (typeof value === 'number') return `number ${value}`;
  return typeof value === 'boolean' ? `${value}` : typeof value;
}

function describeType(expected: string, value: unknown): string {
  const wanted = TYPE_NAMES[expected] ?? expected;
  if (value === undefined) return `is missing (allowed: ${wanted})`;
  // Exact decimals are text here, and a bare 0.01 reads as a float: say how to write it.
  const hint =
    expected === 'string' && typeof value === 'number' ? `; write '${value}' in quotes` : '';
  return `must be ${wanted}, is ${describeValue(value)}${hint}`;
}

function describeIssue(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return describeType(issue.expected, value);
    case 'invalid_value': {
      const known = issue.values.map(String);
      if (value === undefined) return `is missing (allowed: ${known.join(', ')})`;
      const allowed = describeAllowed(typeof value === 'string' ? value : '', known);
      return `${describeValue(value)} is not known${allowed}`;
    }
    case 'too_small':
      return `${describeValue(value)} is too small (allowed: ${issue.inclusive === true ? '>=' : '>'} ${issue.minimum})`;
    case 'too_big':
      return `${describeValue(value)} is too big (allowed: ${issue.inclusive === true ? '<=' : '<'} ${issue.maximum})`;
    default:
      return `${describeValue(value)}: ${issue.message}`;
  }
}

function issueProblems(document: YamlDocument, schema: z.ZodObject, issue: Issue): ConfigProblem[] {
  if (issue.code !== 'unrecognized_keys') {
    return [
      document.problem(issue.path, describeIssue(issue, valueAt(document.value, issue.path))),
    ];
  }
  const allowed = allowedKeys(schema, issue.path);
  return issue.keys.map((key) =>
    document.problem([...issue.path, key], `unknown key${describeAllowed(key, allowed)}`),
  );
}

/** The checked value, or every problem with the line it stands on. */
export function checkSchema<TSchema extends z.ZodObject>(
  document: YamlDocument,
  schema: TSchema,
): { readonly value: z.output<TSchema> } | { readonly problems: readonly ConfigProblem[] } {
  if (document.problems.length > 0) return { problems: document.problems };
  const result = schema.safeParse(document.value);
  if (result.success) return { value: result.data };
  return {
    problems: result.error.issues.flatMap((issue) => issueProblems(document, schema, issue)),
  };
}
