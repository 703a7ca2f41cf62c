import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

import {
  checkRegistry,
  listStrategyFolders,
  renderRegistry,
  writeRegistry,
} from './generate-strategy-registry.mjs';

let folder = '';

function addStrategy(id) {
  mkdirSync(path.join(folder, id));
  writeFileSync(path.join(folder, id, 'strategy.ts'), 'export const strategy = {};');
}

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'quarterdeck-strategies-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('lists folders with a strategy.ts in name order and nothing else', () => {
  addStrategy('scalp_ping_5s');
  addStrategy('alpha_one');
  mkdirSync(path.join(folder, 'indicators'));
  expect(listStrategyFolders(folder)).toEqual(['alpha_one', 'scalp_ping_5s']);
});

it('imports each strategy under its own name', () => {
  const text = renderRegistry(['scalp_ping_5s']);
  expect(text).toContain(
    "import { strategy as scalpPing5s } from './scalp_ping_5s/strategy.ts';\n",
  );
  expect(text).toContain('[\n  scalpPing5s,\n]');
});

it('is current until a folder is added', () => {
  addStrategy('alpha_one');
  expect(checkRegistry(folder)).toBe(false);
  writeRegistry(folder);
  expect(checkRegistry(folder)).toBe(true);
  addStrategy('beta_two');
  expect(checkRegistry(folder)).toBe(false);
});
