import { LineCounter, isMap, isScalar, parseDocument, type Document, type Node } from 'yaml';
import { formatPath, type ConfigPath, type ConfigProblem } from './config-problem.ts';

/** A parsed file that still knows on which line everything stands. */
export interface YamlDocument {
  readonly file: string;
  readonly value: unknown;
  /** Syntax errors and duplicate keys; the value is not to be used when there are any. */
  readonly problems: readonly ConfigProblem[];
  /** Line of the value at `path`, or of the nearest thing around it that exists. */
  lineOf(path: ConfigPath): number;
  /** Line of the key itself in the map at `path`. */
  lineOfKey(path: ConfigPath, key: string): number;
  problem(path: ConfigPath, what: string): ConfigProblem;
}

type Content = Document.Parsed;

function nodeAt(document: Content, path: ConfigPath): Node | undefined {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node: unknown =
      depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (typeof node === 'object' && node !== null && 'range' in node) return node as Node;
  }
  return undefined;
}

function keyOffset(document: Content, path: ConfigPath, key: string): number | undefined {
  const map: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(map)) return undefined;
  const pair = map.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
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
  const lineAt = (offset: number | undefined) => counter.linePos(offset ?? 0).line || 1;
  const lineOf = (path: ConfigPath) => {
    const [last] = path.slice(-1);
    const parent = path.slice(0, -1);
    const own = typeof last === 'string' ? keyOffset(document, parent, last) : undefined;
    return lineAt(own ?? nodeAt(document, path)?.range?.[0]);
  };
  const problems = syntaxProblems(document, file, text);
  const value = plainValue(document, problems, file);
  return {
    file,
    value,
    problems,
    lineOf,
    lineOfKey: (path, key) =>
      lineAt(keyOffset(document, path, key) ?? nodeAt(document, path)?.range?.[0]),
    problem: (path, what) => ({ file, line: lineOf(path), path: formatPath(path), what }),
  };
}
