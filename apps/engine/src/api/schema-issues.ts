import type { z } from 'zod';

/** One field outside its schema. */
export interface SchemaIssue {
  /** `risk.max_order_notional`; `(body)` when the value as a whole is wrong. */
  readonly path: string;
  readonly message: string;
}

/** An unknown key is reported under its own name: zod names only the object that held it. */
export function listSchemaIssues(error: z.core.$ZodError): readonly SchemaIssue[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => issueAt([...issue.path, key], 'is not a known field'))
      : [issueAt(issue.path, issue.message)],
  );
}

function issueAt(path: readonly PropertyKey[], message: string): SchemaIssue {
  return { path: path.length === 0 ? '(body)' : path.map(String).join('.'), message };
}

export function describeIssues(issues: readonly SchemaIssue[]): string {
  return issues.map((issue) => `${issue.path}: ${issue.message}`).join('; ');
}
