import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import type { Strategy } from '@quarterdeck/core/strategies/contract';
import { loadConfig } from '../config/load-config.ts';
import { toDeskOptions } from '../config/to-desk-options.ts';
import { describeDesk, restoreDeskOptions } from './desk-description.ts';
import { openJournal } from './open-journal.ts';
import { readJournal } from './read-journal.ts';
import { segmentPath } from './session-files.ts';
import { sampleFacts, SESSION } from './testing/sample-session.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const PROJECT = resolve(import.meta.dirname, '../../../../..');

function shippedDesk(): DeskOptions {
  const loaded = loadConfig(join(PROJECT, 'config/quarterdeck.yaml'), {
    strategyFolder: join(PROJECT, 'config/strategies'),
    catalogue: strategyCatalogue,
  });
  if (!loaded.ok) throw new Error(loaded.code);
  return toDeskOptions(loaded.value, 'd1', { hasModelKey: true });
}

function findStrategy(id: string): Strategy {
  const found = strategyCatalogue.find((strategy) => strategy.id === id);
  if (found === undefined) throw new Error(`no strategy ${id}`);
  return found;
}

it('brings a desk with its agent through the header of a journal, the digest included', async () => {
  const folder = temporaryFolder();
  const desk = shippedDesk();
  const header = { ...sampleFacts, desk: describeDesk(desk) };
  await openJournal({ folder, sessionId: SESSION, header, maxBytes: 1_000_000 }).close();

  const restored = restoreDeskOptions(readJournal(folder, SESSION).header.desk, findStrategy);
  const { digest, ...setup } = restored.agent ?? {};
  const { digest: original, ...configured } = desk.agent ?? {};
  expect(setup).toEqual(configured);
  expect(digest?.('a decision')).toBe(original?.('a decision'));
  expect(describeDesk(restored)).toEqual(describeDesk(desk));
  expect(readFileSync(segmentPath(folder, SESSION, 1), 'utf8')).not.toContain('digest');
});

it('restores a desk of an older journal without an agent', () => {
  const { agent: _agent, ...without } = shippedDesk();
  expect(restoreDeskOptions(describeDesk(without), findStrategy).agent).toBeUndefined();
});
