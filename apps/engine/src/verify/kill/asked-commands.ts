import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { LockLevel } from '@quarterdeck/core/model/control';

/** What the operator remembers, whatever dies: one line each, in the order it happened. */
export type AskedLine =
  | {
      readonly type: 'asked';
      readonly life: number;
      readonly commandId: string;
      readonly level: LockLevel;
    }
  | { readonly type: 'confirmed'; readonly commandId: string }
  /** A process has come up: how it found the lock, and which of the ids asked so far it has an answer for. */
  | {
      readonly type: 'opened';
      readonly life: number;
      readonly level: LockLevel;
      readonly answered: readonly string[];
    };

const fileOf = (folder: string): string => path.join(folder, 'asked.jsonl');

/** With the operating system before this returns: what was asked is known after kill -9. */
export function noteAsked(folder: string, line: AskedLine): void {
  appendFileSync(fileOf(folder), `${JSON.stringify(line)}\n`);
}

export function readAsked(folder: string): readonly AskedLine[] {
  const file = fileOf(folder);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as AskedLine);
}

export const listAskedIds = (lines: readonly AskedLine[]): readonly string[] =>
  lines.flatMap((line) => (line.type === 'asked' ? [line.commandId] : []));
