import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { hashInputs, isStamped, writeStamp } from './stamp.mjs';

let root = '';

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'quarterdeck-stamp-'));
  mkdirSync(path.join(root, 'src'));
  writeFileSync(path.join(root, 'src/a.ts'), 'export const a = 1;');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const key = () => hashInputs(root, ['src', 'package-lock.json']);

describe('the key of a build', () => {
  it('stays the same while its inputs stay the same', () => {
    expect(key()).toBe(key());
  });

  it('changes with the text of an input', () => {
    const before = key();
    writeFileSync(path.join(root, 'src/a.ts'), 'export const a = 2;');
    expect(key()).not.toBe(before);
  });

  it('changes when a file is renamed without a change of its text', () => {
    const before = key();
    rmSync(path.join(root, 'src/a.ts'));
    writeFileSync(path.join(root, 'src/b.ts'), 'export const a = 1;');
    expect(key()).not.toBe(before);
  });

  it('changes when a missing input appears', () => {
    const before = key();
    writeFileSync(path.join(root, 'package-lock.json'), '{}');
    expect(key()).not.toBe(before);
  });

  it('does not change with a test beside the sources', () => {
    const before = key();
    writeFileSync(path.join(root, 'src/a.test.ts'), 'it.todo("x");');
    expect(key()).toBe(before);
  });
});

describe('a stamp', () => {
  it('vouches for its own key and for no other', () => {
    const stamp = path.join(root, 'dist/.stamp');
    expect(isStamped(stamp, 'one')).toBe(false);
    writeStamp(stamp, 'one');
    expect(isStamped(stamp, 'one')).toBe(true);
    expect(isStamped(stamp, 'two')).toBe(false);
  });
});
