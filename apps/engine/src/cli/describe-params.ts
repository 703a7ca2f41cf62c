import type { LoadedStrategy } from '../runtime/config/load-config.ts';

/** One parameter with the place its value comes from. */
export interface ShownParam {
  readonly name: string;
  readonly value: unknown;
  readonly origin: string;
  readonly meaning: string;
}

function originOf({ origins }: LoadedStrategy, name: string): string {
  const found = origins[name];
  if (found?.file === undefined) return 'default';
  const where = found.line === undefined ? found.file : `${found.file}:${found.line}`;
  return found.origin === 'shared' ? `shared, ${where}` : where;
}

export function paramRows(loaded: LoadedStrategy): readonly ShownParam[] {
  return Object.entries(loaded.strategy.params.shape).map(([name, schema]) => ({
    name,
    value: loaded.params[name],
    origin: originOf(loaded, name),
    meaning: (schema as { readonly description?: string }).description ?? '',
  }));
}

/** Aligned columns: name, value, origin. */
export function describeParams(rows: readonly ShownParam[]): readonly string[] {
  const names = Math.max(...rows.map(({ name }) => name.length));
  const values = Math.max(...rows.map(({ value }) => String(value).length));
  return rows.map(
    ({ name, value, origin }) =>
      `${name.padEnd(names)}  ${String(value).padEnd(values)}  ${origin}`,
  );
}
