import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { z } from 'zod';
import { quarterdeckConfigSchema } from '@quarterdeck/core/contract/config.schema';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';

const folder = path.resolve(import.meta.dirname, '../config/schema');

/** Editors read these beside the YAML files (`# yaml-language-server: $schema=…`): completion, ranges, meanings. */
function schemasByFile(): ReadonlyMap<string, object> {
  const files = new Map<string, object>([
    [
      'quarterdeck.schema.json',
      { title: 'quarterdeck.yaml', ...z.toJSONSchema(quarterdeckConfigSchema, { io: 'input' }) },
    ],
  ]);
  for (const { id, title, params } of strategyCatalogue) {
    files.set(`strategies/${id}.schema.json`, {
      title: `${id}: ${title}`,
      ...z.toJSONSchema(params.strict(), { io: 'input' }),
    });
  }
  return files;
}

const textOf = async (schema: object, file: string): Promise<string> =>
  format(JSON.stringify(schema), { ...(await resolveConfig(file)), filepath: file });

/** Names of schema files that no strategy stands behind any more. */
function leftOvers(known: ReadonlyMap<string, object>): string[] {
  const strategies = path.join(folder, 'strategies');
  if (!existsSync(strategies)) return [];
  return readdirSync(strategies)
    .map((name) => `strategies/${name}`)
    .filter((name) => !known.has(name));
}

async function main(isCheck: boolean): Promise<void> {
  const schemas = schemasByFile();
  const stale: string[] = leftOvers(schemas);
  if (!isCheck) for (const name of stale) rmSync(path.join(folder, name));
  for (const [name, schema] of schemas) {
    const file = path.join(folder, name);
    const text = await textOf(schema, file);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    stale.push(name);
    if (isCheck) continue;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  if (!isCheck || stale.length === 0) return;
  process.stderr.write(
    `config/schema is not current (${stale.join(', ')}): run npm run generate\n`,
  );
  process.exitCode = 1;
}

await main(process.argv.includes('--check'));
