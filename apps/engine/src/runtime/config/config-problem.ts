import type { Refusal } from '@quarterdeck/core/kernel/verdict';

/** One thing wrong with a config file, with where to look. */
export interface ConfigProblem {
  readonly file: string;
  readonly line: number | undefined;
  /** Keys from the root, as in `risk.max_open_orders` or `instruments[0].symbol`; empty for the whole file. */
  readonly path: string;
  /** What is wrong and what would be right. */
  readonly what: string;
}

/** Every problem at once: a person fixes the file in one go. */
export interface ConfigRefusal extends Refusal<'CONFIG_INVALID'> {
  readonly problems: readonly ConfigProblem[];
}

/** `file:line: path: what`. */
export function describeProblem(problem: ConfigProblem): string {
  const where = problem.line === undefined ? problem.file : `${problem.file}:${problem.line}`;
  return [where, problem.path, problem.what].filter((part) => part !== '').join(': ');
}

/** Problems in the order of the files' lines; the main file first. */
export function refuseConfig(file: string, found: readonly ConfigProblem[]): ConfigRefusal {
  const isElsewhere = (problem: ConfigProblem) => (problem.file === file ? 0 : 1);
  const problems = found.toSorted(
    (left, right) =>
      isElsewhere(left) - isElsewhere(right) ||
      left.file.localeCompare(right.file) ||
      (left.line ?? 0) - (right.line ?? 0),
  );
  const [first] = problems;
  return {
    ok: false,
    code: 'CONFIG_INVALID',
    numbers: {
      file,
      problems: problems.length,
      first: first === undefined ? '' : describeProblem(first),
    },
    problems,
  };
}

export type ConfigPath = readonly PropertyKey[];

/** `instruments[0].symbol` */
export function formatPath(path: ConfigPath): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}
