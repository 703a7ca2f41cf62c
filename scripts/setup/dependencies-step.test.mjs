import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { areDependenciesCurrent } from './dependencies-step.mjs';
import { tellingLine } from './run-child.mjs';

let root = '';

const write = (file, packages) =>
  writeFileSync(path.join(root, file), JSON.stringify({ packages }));

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'quarterdeck-lock-'));
  mkdirSync(path.join(root, 'node_modules/zod'), { recursive: true });
  write('package-lock.json', {
    '': { name: 'quarterdeck' },
    'apps/web': { version: '1.0.0' },
    'node_modules/@quarterdeck/web': { resolved: 'apps/web', link: true },
    'node_modules/zod': { version: '4.0.0' },
    'node_modules/other-platform': { version: '1.0.0', optional: true },
  });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('installs when nothing is installed', () => {
  expect(areDependenciesCurrent(root)).toBe(false);
});

it('is current when each locked package is there in its version', () => {
  write('node_modules/.package-lock.json', { 'node_modules/zod': { version: '4.0.0' } });
  expect(areDependenciesCurrent(root)).toBe(true);
});

it('installs again when the lock names another version', () => {
  write('node_modules/.package-lock.json', { 'node_modules/zod': { version: '3.9.0' } });
  expect(areDependenciesCurrent(root)).toBe(false);
});

it('installs again when a package was deleted by hand', () => {
  write('node_modules/.package-lock.json', { 'node_modules/zod': { version: '4.0.0' } });
  rmSync(path.join(root, 'node_modules/zod'), { recursive: true });
  expect(areDependenciesCurrent(root)).toBe(false);
});

it('names the cause in one line of a long output', () => {
  const output = [
    'npm warn old lockfile',
    'npm error code EUSAGE',
    'npm error',
    'npm error package.json and the lock differ',
    'npm error A complete log of this run',
  ].join('\n');
  expect(tellingLine(output)).toBe('package.json and the lock differ');
});
