import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';

import { inProject, projectRoot } from './setup/project-root.mjs';

const page = inProject('docs/concepts/refusal-codes.md');
const START =
  '<!-- codes: written by `npm run generate`; only the last column is written by hand -->';
const END = '<!-- end of codes -->';

/** Where a code is said, in the order a reader meets it; the first prefix that fits wins. */
const GROUPS = [
  ['Guard', 'packages/core/src/risk/guard/'],
  ['Checks', 'packages/core/src/risk/'],
  ['Desk', 'packages/core/src/desk'],
  ['Gate', 'packages/core/src/decision/gate/'],
  ['Snapshot and answer', 'packages/core/src/decision/agent/'],
  ['Breaker', 'packages/core/src/decision/breaker/'],
  ['Cost and budget', 'packages/core/src/decision/cost/'],
  ['Learning and size', 'packages/core/src/decision/learner/'],
  ['Decision journal', 'packages/core/src/decision/journal/'],
  ['Regimes', 'packages/core/src/market/regimes/'],
  ['Proposals and decimals', 'packages/core/src/'],
  ['Commands, sending and start', 'apps/engine/src/runtime/'],
  ['Backtests, proposals and charts', 'apps/engine/src/research/'],
  ['Runs', 'apps/engine/src/backtest/'],
  ['Runs of the proof', 'apps/engine/src/proof-runs/'],
  ['Decisions asked for', 'apps/engine/src/agent'],
];
/** Codes of rows and of the simulated venue stand on the pages of those. */
const ELSEWHERE = /^(packages\/core\/src\/simulation|apps\/engine\/src\/(adapters|api))\//;
const NOT_PRODUCTION = /(\.test\.ts|\.fixture\.ts)$|\/testing\//;

function* listSources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* listSources(file);
    else if (entry.name.endsWith('.ts') && !NOT_PRODUCTION.test(file)) yield file;
  }
}

/** The object or text a name stands for, when it is a constant of the same file. */
function valueOf(node, source) {
  if (node === undefined || !ts.isIdentifier(node)) return node;
  let found;
  const visit = (child) => {
    if (ts.isVariableDeclaration(child) && child.name.getText(source) === node.text)
      found = child.initializer;
    ts.forEachChild(child, visit);
  };
  visit(source);
  return found;
}

function textsOf(node, source) {
  const value = valueOf(node, source);
  if (value === undefined) return [];
  if (ts.isStringLiteral(value)) return [value.text];
  if (ts.isAsExpression(value) || ts.isParenthesizedExpression(value))
    return textsOf(value.expression, source);
  if (!ts.isConditionalExpression(value)) return [];
  return [...textsOf(value.whenTrue, source), ...textsOf(value.whenFalse, source)];
}

function namesOf(node, source) {
  const value = valueOf(node, source);
  if (value === undefined || !ts.isObjectLiteralExpression(value)) return [];
  return value.properties.flatMap((property) =>
    property.name === undefined ? [] : [property.name.getText(source)],
  );
}

const fieldOf = (object, name) => {
  const field = object.properties.find((property) => property.name?.getText() === name);
  if (field === undefined) return undefined;
  return ts.isPropertyAssignment(field) ? field.initializer : field.name;
};

/**
 * Codes of one file: `denied('CODE', { … })`, and `{ code: 'CODE', numbers: { … } }`.
 * @param {string} text
 * @returns {{ code: string, numbers: string[] }[]}
 */
export function findCodes(text) {
  const source = ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true);
  const found = [];
  const note = (code, numbers) => {
    for (const each of textsOf(code, source))
      if (/^[A-Z]+(_[A-Z]+)+$/.test(each))
        found.push({ code: each, numbers: namesOf(numbers, source) });
  };
  const visit = (node) => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === 'denied')
      note(node.arguments[0], node.arguments[1]);
    else if (ts.isObjectLiteralExpression(node) && fieldOf(node, 'numbers') !== undefined)
      note(fieldOf(node, 'code'), fieldOf(node, 'numbers'));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Code -> group, the files that say it and every number any of them gives. */
function collectCodes() {
  const codes = new Map();
  const roots = ['packages/core/src', 'apps/engine/src'];
  for (const file of roots.flatMap((root) => [...listSources(inProject(root))].sort())) {
    const name = path.relative(projectRoot, file).split(path.sep).join('/');
    const group = GROUPS.findIndex(([, prefix]) => name.startsWith(prefix));
    if (ELSEWHERE.test(name) || group < 0) continue;
    for (const { code, numbers } of findCodes(readFileSync(file, 'utf8'))) {
      const row = codes.get(code) ?? { group, files: new Set(), numbers: new Set() };
      row.group = Math.min(row.group, group);
      row.files.add(path.basename(name));
      for (const each of numbers) row.numbers.add(each);
      codes.set(code, row);
    }
  }
  return codes;
}

/** Last column of the page as it stands, by code. @param {string} text */
export function readMeanings(text) {
  const rows = text.matchAll(/^\| `([A-Z_]+)` +\|.*\|([^|]*)\|$/gm);
  return new Map([...rows].map(([, code, meaning]) => [code, meaning.trim()]));
}

const inCode = (names) => [...names].map((name) => `\`${name}\``).join(', ');

/** @param {Map<string, string>} meanings */
export function renderCodes(meanings, codes = collectCodes()) {
  const tables = GROUPS.map(([title], group) => {
    const rows = [...codes]
      .filter(([, row]) => row.group === group)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(
        ([code, { files, numbers }]) =>
          `| ${[`\`${code}\``, inCode(numbers), inCode([...files].sort()), meanings.get(code) ?? ''].join(' | ')} |`,
      );
    if (rows.length === 0) return '';
    return [
      `## ${title}`,
      '',
      '| code | numbers | said in | meaning |',
      '| - | - | - | - |',
      ...rows,
    ].join('\n');
  });
  return tables.filter((table) => table !== '').join('\n\n');
}

async function renderPage(text) {
  const before = text.slice(0, text.indexOf(START));
  const after = text.slice(text.indexOf(END));
  const body = renderCodes(readMeanings(text));
  const options = { ...(await resolveConfig(page)), filepath: page };
  return format(`${before}${START}\n\n${body}\n\n${after}`, options);
}

function listWithoutMeaning(text) {
  return [...readMeanings(text)].flatMap(([code, meaning]) => (meaning === '' ? [code] : []));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = readFileSync(page, 'utf8');
  const wanted = await renderPage(text);
  const isCheck = process.argv.includes('--check');
  if (!isCheck) writeFileSync(page, wanted);
  else if (wanted !== text) {
    console.error('docs/concepts/refusal-codes.md is not current: run npm run generate');
    process.exitCode = 1;
  }
  for (const code of listWithoutMeaning(wanted)) {
    console.error(`docs/concepts/refusal-codes.md: say in the last column what ${code} means`);
    process.exitCode = 1;
  }
}
