import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import type { Strategy } from '../strategies/contract.ts';
import { parseParams } from '../strategies/parse-params.ts';
import { bitcoin } from '../strategies/view.fixture.ts';
import { createStrategyRunner } from './strategy-runner.ts';

const CORE = path.resolve(import.meta.dirname, '..');
const ROOT = path.resolve(CORE, '../../..');
const GENERATOR = path.join(ROOT, 'scripts/generate-strategy-registry.mjs');

const FOLDER: Readonly<Record<string, string>> = {
  'params.ts': `import { z } from 'zod';
    export const params = z.strictObject({ notional: z.number().min(1).max(9).default(5) });`,
  'entry.ts': `import { signedUnitsForNotional } from '../sizing.ts';
    export const createEntry = (params) => ({
      onQuote: (view) => ({
        side: 'buy', entry_probability: 0.5, thesis: 'eighth',
        entry_units_intent: signedUnitsForNotional(view, 'buy', params.notional),
        stopPrice: view.bid * 0.99, expiresInMs: 1000,
      }),
    });`,
  'exit.ts': `export const createExit = () => ({});`,
  'strategy.ts': `import { createEntry } from './entry.ts';
    import { createExit } from './exit.ts';
    import { params } from './params.ts';
    export const strategy = { id: 'an_eighth', title: 'An eighth', rule: 'Buy.', params,
      timeframesMs: [], warmupBars: 0, createEntry, createExit };`,
};

let copy = '';
afterEach(() => {
  if (copy !== '') rmSync(copy, { recursive: true, force: true });
});

/** The strategies room as it stands, in a place of its own, so that the project itself is not touched. */
function copyStrategies(): string {
  copy = mkdtempSync(path.join(tmpdir(), 'quarterdeck-core-'));
  for (const room of ['kernel', 'model', 'strategies']) {
    const isSource = (file: string): boolean => !file.endsWith('.test.ts');
    cpSync(path.join(CORE, room), path.join(copy, room), { recursive: true, filter: isSource });
  }
  writeFileSync(path.join(copy, 'package.json'), '{"type":"module"}');
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'), 'dir');
  return path.join(copy, 'strategies');
}

const importFile = (file: string): Promise<unknown> => import(pathToFileURL(file).href);

it('a new strategy is one folder: the registry finds it and the runner asks it', async () => {
  expect(existsSync(GENERATOR)).toBe(true);
  const strategies = copyStrategies();
  mkdirSync(path.join(strategies, 'an_eighth'));
  for (const [name, text] of Object.entries(FOLDER)) {
    writeFileSync(path.join(strategies, 'an_eighth', name), text);
  }
  const generator = (await importFile(GENERATOR)) as { writeRegistry(folder: string): void };
  generator.writeRegistry(strategies);
  const registry = (await importFile(path.join(strategies, 'registry.ts'))) as {
    strategyCatalogue: readonly Strategy[];
  };
  const eighth = registry.strategyCatalogue.find((strategy) => strategy.id === 'an_eighth');
  if (eighth === undefined) throw new Error('the registry does not name the new folder');
  const params = parseParams(eighth, {});
  if (!params.ok) throw new Error(params.code);

  const { symbol } = bitcoin;
  const runner = createStrategyRunner({
    setups: [{ strategy: eighth, params: params.value, symbols: [symbol] }],
    instruments: [bitcoin],
    findPosition: () => undefined,
  });
  const at = { symbol, bid: 100, ask: 100, ts: 1, quoteToAccount: 1, isWarmup: false };
  const wishes = runner.onQuote(at);
  expect(wishes).toMatchObject([
    { kind: 'entry', strategyId: 'an_eighth', proposal: { entry_units_intent: 0.05 } },
  ]);
});
