import { denied, describeRefusal, type Refusal } from '@quarterdeck/core/kernel/verdict';
import type { LockCommand, Receipt } from '@quarterdeck/core/contract/command.schema';
import type { DeskView } from '@quarterdeck/core/model/desk-view';
import type { DeskEventBody } from '@quarterdeck/core/model/event';
import type { Actor, CommandOutcome, OperatorCommand } from '../../api/operator-port.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Memory } from '../../ports/memory.ts';
import type { Failpoint } from '../failpoints.ts';
import { commandToEvents } from './command-to-event.ts';
import { canonicalJson, GivenReceipts } from './given-receipts.ts';

export interface CommandPorts {
  readonly clock: Clock;
  readonly view: () => DeskView;
  readonly memory: Pick<Memory, 'writeAudit' | 'findReceipt' | 'listAudit'>;
  readonly dispatcher: {
    dispatch(body: DeskEventBody): number;
    commitNow(): boolean;
    readonly impairedCode: string | undefined;
    readonly isFaulted: boolean;
  };
  readonly failpoint: Failpoint;
  readonly onAudited: () => void;
}

/** While nothing can be stored, only what takes risk away is accepted. */
function addsRisk(command: OperatorCommand): boolean {
  if (command.type === 'Unlock' || command.type === 'MoveStop') return true;
  return (
    command.type === 'SetStrategyControl' &&
    (command.entry_enabled === true || command.exit_enabled === true)
  );
}

interface Handled {
  readonly eventSeq: number;
  readonly enforcedMs: number;
}

/**
 * Check, event, disk, audit, receipt, in one synchronous stretch: two commands never interleave,
 * and the same command id a second time finds the first one's receipt.
 */
export class CommandExecutor {
  readonly #ports: CommandPorts;
  readonly #given: GivenReceipts;

  constructor(ports: CommandPorts) {
    this.#ports = ports;
    this.#given = new GivenReceipts(ports.memory);
  }

  execute(command: OperatorCommand, actor: Actor): CommandOutcome {
    const startedMs = this.#ports.clock.monotonicMs();
    const early =
      command.type === 'Lock' ? this.#repeatedLock(command) : this.#checkBefore(command, actor);
    if (early !== undefined) return early;
    const events = commandToEvents(command, this.#ports.view(), actor.name);
    if (!events.ok) return this.#refuse(command, actor, events);
    let eventSeq = 0;
    for (const event of events.value) eventSeq = this.#ports.dispatcher.dispatch(event);
    if (this.#ports.dispatcher.isFaulted) return denied('ENGINE_FAULTED', { eventSeq });
    const enforcedMs = this.#ports.clock.monotonicMs() - startedMs;
    return this.#confirm(command, actor, { eventSeq, enforcedMs });
  }

  /**
   * Nothing that can fail or refuse stands between the button and the desk: a lock is sent again unless this very one
   * has been confirmed and holds.
   */
  #repeatedLock(command: LockCommand): CommandOutcome | undefined {
    const given = this.#given.findRecent({ type: 'Lock', ...command });
    const { level } = this.#ports.view().lock;
    const holds = level === 'freeze' || level === command.level;
    return given?.isSameCommand === true && holds
      ? { ok: true, receipt: given.receipt }
      : undefined;
  }

  #checkBefore(command: OperatorCommand, actor: Actor): CommandOutcome | undefined {
    const { dispatcher } = this.#ports;
    const given = this.#given.find(command);
    if (given?.isSameCommand === true) return { ok: true, receipt: given.receipt };
    if (given !== undefined) {
      const { commandId } = command;
      const { eventSeq } = given.receipt;
      return this.#refuse(command, actor, denied('COMMAND_ID_REUSED', { commandId, eventSeq }));
    }
    if (dispatcher.impairedCode === undefined || !addsRisk(command)) return undefined;
    const refusal = denied('STORAGE_UNAVAILABLE', { cause: dispatcher.impairedCode });
    return this.#refuse(command, actor, refusal);
  }

  #confirm(command: OperatorCommand, actor: Actor, handled: Handled): CommandOutcome {
    const { clock, dispatcher, failpoint } = this.#ports;
    const enforcedMs = Math.round(handled.enforcedMs * 1_000) / 1_000;
    const { eventSeq } = handled;
    if (!dispatcher.commitNow()) return this.#notDurable(command, handled);
    failpoint('before-command-confirm');
    const fresh = { commandId: command.commandId, eventSeq, enforcedMs, tsEnforced: clock.now() };
    // Only a lock gets here with an id that has been used.
    const given = command.type === 'Lock' ? this.#given.find(command) : undefined;
    const receipt = given?.isSameCommand === true ? given.receipt : fresh;
    try {
      this.#audit(command, actor, {
        outcome: 'accepted',
        eventSeq,
        ...(given === undefined ? { receipt } : {}),
      });
    } catch {
      return this.#notDurable(command, handled);
    }
    failpoint('after-command-confirm');
    this.#given.remember(command, receipt);
    return { ok: true, receipt };
  }

  /** Enforced in memory, gone after a crash: the one who asked must know both. */
  #notDurable(command: OperatorCommand, { eventSeq, enforcedMs }: Handled): Refusal {
    const code = command.type === 'Lock' ? 'LOCK_NOT_DURABLE' : 'COMMAND_NOT_DURABLE';
    const cause = this.#ports.dispatcher.impairedCode ?? 'audit log';
    return denied(code, { eventSeq, enforcedMs, cause, enforced: 'in memory only' });
  }

  #refuse(command: OperatorCommand, actor: Actor, refusal: Refusal): Refusal {
    const eventSeq = this.#ports.view().lastSeq;
    try {
      this.#audit(command, actor, { outcome: describeRefusal(refusal), eventSeq });
    } catch {
      // The refusal stands without its audit entry: nothing has been changed by it.
    }
    return refusal;
  }

  #audit(
    command: OperatorCommand,
    actor: Actor,
    result: { outcome: string; eventSeq: number; receipt?: Receipt },
  ): void {
    const { outcome, eventSeq, receipt } = result;
    const entry = {
      ts: this.#ports.clock.now(),
      actor: actor.name,
      via: actor.via,
      action: command.type,
      request: canonicalJson(command),
      outcome,
      eventSeq,
    };
    this.#ports.memory.writeAudit(entry, receipt);
    this.#ports.onAudited();
  }
}
