import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Written whole under another name and moved into place: a reader never sees half a heartbeat. */
export function writeHeartbeat(path: string, beat: Record<string, unknown>): void {
  const draft = `${path}.new`;
  writeFileSync(draft, `${JSON.stringify(beat)}\n`, { mode: 0o600 });
  renameSync(draft, path);
}

export function removeHeartbeat(path: string): void {
  rmSync(path, { force: true });
}
