import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMemory } from '@quarterdeck/db/open-memory';
import type { OperatorCommand } from '../../apps/engine/src/api/operator-port.ts';
import { DurableLog } from '../../apps/engine/src/runtime/dispatch/durable-log.ts';
import { EventDispatcher } from '../../apps/engine/src/runtime/dispatch/event-dispatcher.ts';
import { noFailpoint, type Failpoint } from '../../apps/engine/src/runtime/failpoints.ts';
import { CommandExecutor } from '../../apps/engine/src/runtime/operator/execute-command.ts';
import { recordSignal, submitOf } from '../../apps/engine/src/runtime/testing/orders.ts';
import { createStubDesk, emptyView } from '../../apps/engine/src/runtime/testing/stub-desk.ts';
import { noStrategyFiles } from '../../apps/engine/src/runtime/testing/no-strategy-files.ts';
import { StubJournal } from '../../apps/engine/src/runtime/testing/stub-memory.ts';
import { T0 } from '../support/desk-world.ts';
import { VirtualClock } from '../../apps/engine/src/adapters/system/virtual-clock.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'quarterdeck-receipt-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const unlock: OperatorCommand = { type: 'Unlock', commandId: 'command-1', reason: 'all well' };

/** One life of the process over real tables; every event of its desk stores a row and sends an order. */
function live(failpoint: Failpoint) {
  const clock = new VirtualClock(T0);
  const memory = openMemory({
    file: join(folder, 'desk.db'),
    now: () => T0,
    randomId: () => 'desk1',
  });
  const desk = createStubDesk();
  desk.view = { ...emptyView, lock: { ...emptyView.lock, level: 'lock' } };
  desk.answer = () => [recordSignal, submitOf('a')];
  const sent: string[] = [];
  const dispatcher = new EventDispatcher({
    desk,
    log: new DurableLog({ memory, journal: new StubJournal(), failpoint }),
    clock,
    scheduler: clock,
    failpoint,
    firstSeq: memory.lastEventSeq() + 1,
    execute: (effect) => void sent.push(effect.type),
    onFault: (error) => {
      throw error;
    },
  });
  const commands = new CommandExecutor({
    clock,
    view: () => desk.view,
    strategies: noStrategyFiles,
    memory,
    dispatcher,
    failpoint,
    onAudited: () => undefined,
  });
  const run = () => commands.execute(unlock, { name: 'ada', via: 'console' });
  return { memory, desk, sent, run };
}

/** Everything in the process is gone at this point; the tables are as they are. */
function dieAt(point: string): void {
  const { memory, run } = live((name) => {
    if (name === point) throw new Error('killed');
  });
  // A failpoint inside the commit is met like a failing disk: nothing was stored by then either.
  try {
    run();
  } catch (error) {
    expect(error).toMatchObject({ message: 'killed' });
  }
  memory.close();
}

describe('a command repeated under its own id after a crash', () => {
  it.each(['after-commit-before-send', 'before-command-confirm', 'after-command-confirm'])(
    'changes nothing when the first one was stored: killed %s',
    (point) => {
      dieAt(point);
      const { memory, desk, sent, run } = live(noFailpoint);
      expect(run()).toMatchObject({ ok: true, receipt: { commandId: 'command-1', eventSeq: 1 } });
      expect([desk.handled, sent]).toEqual([[], []]);
      expect(memory.lockHistory(10)).toHaveLength(1);
      expect(memory.listAudit(10)).toMatchObject([{ action: 'Unlock', outcome: 'accepted' }]);
      memory.close();
    },
  );

  it.each(['command-before-journal', 'command-before-commit'])(
    'is carried out when the first one was not stored: killed %s',
    (point) => {
      dieAt(point);
      const { memory, sent, run } = live(noFailpoint);
      expect(memory.listAudit(10)).toEqual([]);
      expect(run()).toMatchObject({ ok: true });
      expect(sent).toEqual(['SubmitOrder']);
      expect(memory.lockHistory(10)).toHaveLength(1);
      memory.close();
    },
  );
});
