import { LineCounter, isMap, isNode, isScalar, parseDocument, type Document } from 'yaml';
import { formatPath, type ConfigPath, type ConfigProblem } from './config-problem.ts';

/** A parsed file that still knows on which line everything stands. */
export interface YamlDocument {
  readonly file: string;
  readonly value: unknown;
  /** Syntax errors and duplicate keys; the value is not to be used when there are any. */
  readonly problems: readonly ConfigProblem[];
  /** A problem at `path`, or at the nearest thing around it that exists. */
  problem(path: ConfigPath, what: string): ConfigProblem;
}

type Content = Document.Parsed;

function keyOffset(document: Content, path: ConfigPath, key: string): number | undefined {
  const map: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(map)) return undefined;
  const pair = map.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
}

function itemOffset(document: Content, path: ConfigPath): number | undefined {
  const node: unknown = document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}

/** Where the last step of `path` stands: its key in a map, its item in a list; else that of the step before. */
function offsetOf(document: Content, path: ConfigPath): number {
  const last = path.at(-1);
  if (last === undefined) return document.contents?.range[0] ?? 0;
  const parent = path.slice(0, -1);
  const own =
    typeof last === 'string' ? keyOffset(document, parent, last) : itemOffset(document, path);
  return own ?? offsetOf(document, parent);
}

function describeSyntax(error: Content['errors'][number], text: string): string {
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^[^:\s]+/.exec(text.slice(error.pos[0]))?.[0] ?? '';
    return `duplicate key ${key} (allowed: each key once)`;
  }
  if (error.code === 'MULTIPLE_DOCS') return 'a second document starts here (allowed: one)';
  const [first = ''] = error.message.split('\n');
  return `YAML: ${first.replace(/ at line \d+, column \d+:?$/, '')}`;
}

function syntaxProblems(document: Content, file: string, text: string): ConfigProblem[] {
  return document.errors.map((error) => ({
    file,
    line: error.linePos?.[0].line,
    path: '',
    what: describeSyntax(error, text),
  }));
}

/** Plain values; aliases that multiply without end are refused by the library with an error. */
function plainValue(document: Content, problems: ConfigProblem[], file: string): unknown {
  if (problems.length > 0) return undefined;
  try {
    return document.toJS() as unknown;
  } catch (error) {
    const what = `YAML: ${error instanceof Error ? error.message : String(error)}`;
    problems.push({ file, line: 1, path: '', what });
    return undefined;
  }
}

export function parseYaml(file: string, text: string): YamlDocument {
  const counter = new LineCounter();
  // Warnings are ours to print, not the library's; 'error' keeps it from writing to the console.
  const document = parseDocument(text, {
    lineCounter: counter,
    logLevel: 'error',
    prettyErrors: true,
  });
  const lineOf = (path: ConfigPath) => counter.linePos(offsetOf(document, path)).line || 1;
  const problems = syntaxProblems(document, file, text);
  const value = plainValue(document, problems, file);
  return {
    file,
    value,
    problems,
    problem: (path, what) => ({ file, line: lineOf(path), path: formatPath(path), what }),
  };
}
