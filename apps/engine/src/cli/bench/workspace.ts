import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What a measure takes of the machine, and gives back however it ends. */
export class Workspace {
  readonly #folders: string[] = [];
  readonly #children = new Set<ChildProcess>();

  makeFolder(): string {
    const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-bench-'));
    this.#folders.push(folder);
    return folder;
  }

  own<TChild extends ChildProcess>(child: TChild): TChild {
    this.#children.add(child);
    child.once('exit', () => this.#children.delete(child));
    return child;
  }

  /** Children first: nobody may write into a folder that is being removed. */
  async release(): Promise<void> {
    await Promise.all([...this.#children].map(killAndWait));
    for (const folder of this.#folders.splice(0)) removeFolder(folder);
  }

  /** The process ends right after this: there is no time to wait. */
  releaseNow(): void {
    for (const child of this.#children) child.kill('SIGKILL');
    for (const folder of this.#folders.splice(0)) removeFolder(folder);
  }
}

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

export function killAndWait(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
