import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { DeskProcess } from './desk-process.ts';
import { projectRoot, quarterdeckCommand } from './project-paths.ts';

const run = promisify(execFile);

/** Takes a tape of the desk's tapes folder into its history store, beside the running engine. */
export async function importHistory(desk: DeskProcess, tape: string): Promise<void> {
  const file = path.join(desk.home, 'tapes', tape);
  await run(process.execPath, [quarterdeckCommand, 'history', 'import', file], {
    cwd: projectRoot,
    env: { ...process.env, QUARTERDECK_HOME: desk.home },
  });
}
