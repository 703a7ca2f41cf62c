import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const SKIPPED = new Set(['node_modules', 'dist', '.next', 'testing']);
const TEST_FILE = /\.(test|fixture)\.[a-z]+$/;

/** Files below a path in a stable order, without what a build never reads. */
function* listInputFiles(target) {
  if (!existsSync(target)) return;
  if (!statSync(target).isDirectory()) {
    yield target;
    return;
  }
  const names = readdirSync(target).sort();
  for (const name of names) {
    if (!SKIPPED.has(name) && !TEST_FILE.test(name)) yield* listInputFiles(path.join(target, name));
  }
}

/**
 * A key of everything a build reads: file names, file contents and the Node version.
 * @param {string} root
 * @param {readonly string[]} inputs files or folders, relative to root
 */
export function hashInputs(root, inputs) {
  const hash = createHash('sha256').update(process.version);
  for (const input of inputs) {
    for (const file of listInputFiles(path.join(root, input))) {
      hash.update(`\0${path.relative(root, file).split(path.sep).join('/')}\0`);
      hash.update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/** A stamp lies inside what it vouches for, so that deleting a build deletes its stamp. */
export function isStamped(stampFile, key) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === key;
}

export function writeStamp(stampFile, key) {
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, key);
}
