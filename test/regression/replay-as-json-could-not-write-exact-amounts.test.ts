import { expect, it } from 'vitest';
import { openCli } from '../../apps/engine/src/cli/testing/open-cli.ts';
import {
  openSampleJournal,
  SESSION,
  sampleFacts,
} from '../../apps/engine/src/runtime/journal/testing/sample-session.ts';
import { journalFolderOf } from '../../apps/engine/src/runtime/start/data-folder.ts';

it('prints a replay as JSON although the session’s desk holds amounts JSON has no number for', async () => {
  using cli = openCli();
  cli.makeDesk();
  const header = { ...sampleFacts, desk: { ...sampleFacts.desk, strategies: [] } };
  await openSampleJournal(journalFolderOf(cli.folder), { header }).close();
  const { code, out, err } = await cli.run('replay', 'last', '--json');
  expect([code, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toMatchObject({
    header: { sessionId: SESSION, source: sampleFacts.source },
    differenceCount: 0,
    wasClosed: true,
  });
});
