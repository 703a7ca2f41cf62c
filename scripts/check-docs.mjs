import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { projectRoot } from './setup/project-root.mjs';

const SKIPPED = new Set(['node_modules', 'dist', '.next', '.git', 'data', 'test-results']);
const ARCHITECTURE_LINES = 150;

function* listMarkdown(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) yield* listMarkdown(file);
    else if (entry.isFile() && entry.name.endsWith('.md')) yield file;
  }
}

const withoutCode = (text) =>
  text
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ''));

/** The anchor a heading gets on the pages people read. */
export const anchorOf = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

function listAnchors(text) {
  const seen = new Map();
  const anchors = new Set();
  for (const [, heading] of withoutCode(text).matchAll(/^#{1,6}\s+(.+)$/gm)) {
    const anchor = anchorOf(heading);
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    anchors.add(times === 0 ? anchor : `${anchor}-${times}`);
  }
  return anchors;
}

/** Link and image targets of a page, outside code. @param {string} text */
export function listLinks(text) {
  const prose = withoutCode(text);
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const named = [...prose.matchAll(/^\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)/gm)];
  const html = [...prose.matchAll(/\b(?:href|src)="([^"]+)"/g)];
  return [...inline, ...named, ...html].map(([, target]) => target);
}

function findBrokenLink(file, target) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return undefined;
  const [where = '', anchor] = decodeURI(target).split('#');
  const to = where === '' ? file : path.resolve(path.dirname(file), where);
  if (!existsSync(to)) return `${target} does not exist`;
  if (!anchor || !to.endsWith('.md') || statSync(to).isDirectory()) return undefined;
  return listAnchors(readFileSync(to, 'utf8')).has(anchor)
    ? undefined
    : `${target}: no such heading`;
}

function* checkLinks(root) {
  for (const file of listMarkdown(root)) {
    for (const target of listLinks(readFileSync(file, 'utf8'))) {
      const broken = findBrokenLink(file, target);
      if (broken) yield `${path.relative(root, file)}: ${broken}`;
    }
  }
}

function* checkArchitecture(root) {
  const file = path.join(root, 'ARCHITECTURE.md');
  if (!existsSync(file)) return;
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').length;
  if (lines > ARCHITECTURE_LINES)
    yield `ARCHITECTURE.md: ${lines} lines, ${ARCHITECTURE_LINES} at most`;
}

/** Decision records count up from 0001 without a gap, so that a number names one decision. */
function* checkDecisions(root) {
  const folder = path.join(root, 'docs/adr');
  if (!existsSync(folder)) return;
  const names = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');
  for (const [index, name] of names.sort().entries()) {
    const number = String(index + 1).padStart(4, '0');
    if (!/^\d{4}-[a-z0-9-]+\.md$/.test(name)) yield `docs/adr/${name}: not named NNNN-sentence.md`;
    else if (!name.startsWith(number)) yield `docs/adr/${name}: expected number ${number}`;
  }
}

/** Everything wrong with the pages, one line each. @param {string} root */
export const checkDocs = (root) => [
  ...checkLinks(root),
  ...checkArchitecture(root),
  ...checkDecisions(root),
];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = checkDocs(projectRoot);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
