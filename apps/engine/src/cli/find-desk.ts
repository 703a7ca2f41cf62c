import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { controlSocketPath } from '../api/control/control-socket-path.ts';
import { databaseFileOf } from '../runtime/start/data-folder.ts';
import { UsageError } from './usage-error.ts';

/** One account's folder. */
export interface DeskFolder {
  readonly folder: string;
  readonly socketPath: string;
  readonly databaseFile: string;
}

function deskFolderAt(folder: string): DeskFolder {
  return {
    folder,
    socketPath: controlSocketPath(folder),
    databaseFile: databaseFileOf(folder),
  };
}

/**
 * The desk a command means: the folder given with `--data`, else the only one under home, else the only
 * one that runs. More than one is a question for the person, never a guess: a lock must hit the right desk.
 */
export function findDesk(home: string, data: string | undefined): DeskFolder {
  const root = data ?? home;
  const itself = deskFolderAt(root);
  if (isDesk(itself)) return itself;
  const desks = subfolders(root).map(deskFolderAt).filter(isDesk);
  const running = desks.filter(({ socketPath }) => existsSync(socketPath));
  const [only, ...others] = running.length > 0 ? running : desks;
  if (only === undefined) {
    throw new UsageError(`no desk in ${root}: start one first, or name its folder with --data`);
  }
  if (others.length > 0) {
    const names = [only, ...others].map(({ folder }) => folder).join(', ');
    throw new UsageError(`several desks in ${root}: name one with --data (${names})`);
  }
  return only;
}

function isDesk({ socketPath, databaseFile }: DeskFolder): boolean {
  return existsSync(databaseFile) || existsSync(socketPath);
}

function subfolders(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(folder, entry.name));
}
