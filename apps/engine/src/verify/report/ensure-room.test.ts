import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ProofRequestError } from '../proof-request.ts';
import { ensureRoom, openReportFolder } from './ensure-room.ts';

const MB = 1024 * 1024;

function openRoot() {
  const root = mkdtempSync(path.join(tmpdir(), 'quarterdeck-room-test-'));
  return { root, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) };
}

describe('room for a run of the proof', () => {
  it.each([
    ['full', 2_048],
    ['soak', 1_024],
    ['quick', 500],
  ] as const)(
    'is missing for a %s run below %i MB, where it works and where it reports',
    (kind, needed) => {
      using place = openRoot();
      const folder = path.join(place.root, 'not', 'there', 'yet');
      const workFolder = path.join(place.root, 'work');
      mkdirSync(workFolder);
      const withFree = (work: number, report: number) => () =>
        ensureRoom({
          ...{ kind, folder, workFolder },
          freeBytes: (asked) => (asked === workFolder ? work : report),
        });
      const enough = needed * MB;
      expect(withFree(enough, enough)).not.toThrow();
      expect(withFree(enough - 1, enough)).toThrow(
        new ProofRequestError(
          `too little disk for a ${kind} run: ${workFolder} has ${needed - 1} MB free, it needs ${needed} MB`,
        ),
      );
      expect(withFree(enough, 0)).toThrow(`${folder} has 0 MB free`);
    },
  );

  it('is asked for at the nearest folder that exists', () => {
    using place = openRoot();
    const asked: string[] = [];
    const freeBytes = (folder: string) => asked.push(folder) * 1e12;
    const folder = path.join(place.root, 'a', 'b');
    ensureRoom({ kind: 'quick', folder, workFolder: place.root, freeBytes });
    expect(asked).toEqual([place.root, place.root]);
  });
});

describe('the folder of a report', () => {
  it('is made with all above it, and may be there empty', () => {
    using place = openRoot();
    const folder = path.join(place.root, 'a', 'b');
    openReportFolder(folder);
    openReportFolder(folder);
    expect(existsSync(folder)).toBe(true);
  });

  it('is refused in one line when something is in it, when it is a file, when it cannot be made', () => {
    using place = openRoot();
    const file = path.join(place.root, 'file');
    writeFileSync(file, 'x');
    for (const [folder, reason] of [
      [place.root, 'is not empty: name a new one'],
      [file, 'is a file: name a folder'],
      [path.join(file, 'below'), 'cannot make the report folder'],
    ] as const) {
      expect(() => openReportFolder(folder)).toThrow(ProofRequestError);
      expect(() => openReportFolder(folder)).toThrow(reason);
      expect(() => openReportFolder(folder)).not.toThrow(/\n/);
    }
  });
});
