import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { checkDocs } from './check-docs.mjs';

let root = '';

function writePage(name, text) {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'quarterdeck-docs-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('accepts links to pages, headings and the web', () => {
  writePage('README.md', '# Top\n[a](docs/a.md#the-lock) [b](#top) [c](https://example.com/x)\n');
  writePage('docs/a.md', '## The lock\n[back](../README.md)\n');
  expect(checkDocs(root)).toEqual([]);
});

it('names a link to a page that does not exist', () => {
  writePage('README.md', '![shot](docs/shot.png)\n');
  expect(checkDocs(root)).toEqual(['README.md: docs/shot.png does not exist']);
});

it('names a link to a heading that does not exist', () => {
  writePage('README.md', '# Top\n[a](#bottom)\n');
  expect(checkDocs(root)).toEqual(['README.md: #bottom: no such heading']);
});

it('does not read links inside code', () => {
  writePage('README.md', '```\n[a](missing.md)\n```\nand `[b](gone.md)`\n');
  expect(checkDocs(root)).toEqual([]);
});

it('refuses an ARCHITECTURE.md over 150 lines', () => {
  writePage('ARCHITECTURE.md', 'line\n'.repeat(151));
  expect(checkDocs(root)).toEqual(['ARCHITECTURE.md: 151 lines, 150 at most']);
});

it('refuses a gap in the numbers of the decision records', () => {
  writePage('docs/adr/0001-desk-is-pure.md', '# x\n');
  writePage('docs/adr/0003-front-door.md', '# x\n');
  expect(checkDocs(root)).toEqual(['docs/adr/0003-front-door.md: expected number 0002']);
});
