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

function syntaxProblems(document: Content, file: string): ConfigProblem[] {
  return document.errors.map((error) => {
    const [first = ''] = error.message.split('\n');
    const what = first.replace(/ at line \d+, column \d+:?$/, '');
    return { file, line: error.linePos?.[0].line, path: '', what: `YAML: ${what}` };
  });
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
  const problems = syntaxProblems(document, file);
  return {
    file,
    value: problems.length > 0 ? undefined : (document.toJS() as unknown),
    problems,
    lineOf,
    lineOfKey: (path, key) =>
      lineAt(keyOffset(document, path, key) ?? nodeAt(document, path)?.range?.[0]),
    problem: (path, what) => ({ file, line: lineOf(path), path: formatPath(path), what }),
  };
}
