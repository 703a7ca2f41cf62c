import { readFile, stat } from 'node:fs/promises';
import type { z } from 'zod';

/** No report comes near it; what does is not read into the engine's memory. */
const MOST_BYTES = 33_554_432;

/** What a file held, or why it is not what it should be: one line for a person. */
export type ReadJson<TValue> =
  | { readonly type: 'read'; readonly value: TValue }
  | { readonly type: 'absent' }
  | { readonly type: 'wrong'; readonly problem: string };

const wrong = (problem: string): ReadJson<never> => ({ type: 'wrong', problem });

function describeIssue({ issues }: z.ZodError): string {
  const [first] = issues;
  return first === undefined ? 'has another shape' : `${first.path.join('.')}: ${first.message}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Reads without ever throwing: a folder that people can write to holds anything. */
export async function readJsonFile<TSchema extends z.ZodType>(
  file: string,
  schema: TSchema,
): Promise<ReadJson<z.output<TSchema>>> {
  try {
    const { size } = await stat(file);
    if (size > MOST_BYTES) return wrong(`is larger than any report: ${String(size)} bytes`);
    const content = parseJson(await readFile(file, 'utf8'));
    if (content === undefined) return wrong('is not JSON');
    const parsed = schema.safeParse(content);
    return parsed.success
      ? { type: 'read', value: parsed.data }
      : wrong(describeIssue(parsed.error));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return code === 'ENOENT' ? { type: 'absent' } : wrong(`cannot be read: ${code}`);
  }
}
