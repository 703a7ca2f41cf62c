import { denied, describeRefusal, type Refusal } from '@quarterdeck/core/kernel/verdict';
import type { LockCommand, Receipt } from '@quarterdeck/core/contract/command.schema';
import type { DeskView } from '@quarterdeck/core/model/desk-view';
import type { DeskEventBody } from '@quarterdeck/core/model/event';
import type { Actor, CommandOutcome, OperatorCommand } from '../../api/operator-port.ts';
import type { Clock } from '../../ports/clock.ts';
import type { AuditEntry, CommandAnswer, Memory } from '../../ports/memory.ts';
import type { Failpoint } from '../failpoints.ts';
import { commandToEvents, type BreakerStatus } from './command-to-event.ts';
import { canonicalJson, GivenReceipts } from './given-receipts.ts';
import type { StrategyFiles } from './params-to-event.ts';

export interface CommandPorts {
  readonly clock: Clock;
  readonly view: () => DeskView;
  readonly strategies: StrategyFiles;
  /** Of the agent; absent, or undefined, where there is none. */
  readonly breaker?: () => BreakerStatus | undefined;
  readonly memory: Pick<Memory, 'writeAudit' | 'findReceipt' | 'listAudit'>;
  readonly dispatcher: {
    dispatch(body: DeskEventBody): number;
    dispatchCommand(body: DeskEventBody, answerOf: (eventSeq: number) => CommandAnswer): number;
    commitNow(): boolean;
    readonly impairedCode: string | undefined;
    readonly isFaulted: boolean;
  };
  readonly failpoint: Failpoint;
  readonly onAudited: () => void;
}

const ADDING: ReadonlySet<OperatorCommand['type']> = new Set([
  'Unlock',
  'MoveStop',
  'SetStrategyParams',
  'ReloadParams',
  'ResetBreaker',
]);

/** While nothing can be stored, only what takes risk away is accepted. */
function addsRisk(command: OperatorCommand): boolean {
  if (ADDING.has(command.type)) return true;
  return (
    command.type === 'SetStrategyControl' &&
    (command.entry_enabled === true || command.exit_enabled === true)
  );
}

/** What the one who asked gets once it is stored, and whether the tables get it too. */
interface Enforced {
  readonly receipt: Receipt;
  readonly isNew: boolean;
}

/**
 * Check, event, disk, receipt, in one synchronous stretch: two commands never interleave. Audit entry and receipt are
 * stored with the event's records or not at all, so the same command id a second time changes nothing, also after a
 * crash at any point.
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
    const { strategies, breaker } = this.#ports;
    const asking = { by: actor.name, strategies, breaker: breaker?.() };
    const events = commandToEvents(command, this.#ports.view(), asking);
    if (!events.ok) return this.#refuse(command, actor, events);
    const enforced = this.#enforce(command, actor, { events: events.value, startedMs });
    return enforced === undefined
      ? denied('ENGINE_FAULTED', { eventSeq: this.#ports.view().lastSeq })
      : this.#confirm(command, enforced);
  }

  /** The answer goes with the last of a command's events: before that it has not been carried out. */
  #enforce(
    command: OperatorCommand,
    actor: Actor,
    going: { readonly events: readonly DeskEventBody[]; readonly startedMs: number },
  ): Enforced | undefined {
    const { clock, dispatcher } = this.#ports;
    let enforced: Enforced | undefined;
    const answerOf = (eventSeq: number): CommandAnswer => {
      const elapsedMs = clock.monotonicMs() - going.startedMs;
      enforced = this.#receiptFor(command, eventSeq, elapsedMs);
      const { receipt, isNew } = enforced;
      const entry = this.#entryOf(command, actor, { outcome: 'accepted', eventSeq });
      return isNew ? { entry, receipt } : { entry };
    };
    for (const event of going.events.slice(0, -1)) dispatcher.dispatch(event);
    for (const event of going.events.slice(-1)) dispatcher.dispatchCommand(event, answerOf);
    return dispatcher.isFaulted ? undefined : enforced;
  }

  #receiptFor(command: OperatorCommand, eventSeq: number, elapsedMs: number): Enforced {
    // Only a lock gets here with an id that has been used.
    const given = command.type === 'Lock' ? this.#given.find(command) : undefined;
    if (given?.isSameCommand === true) return { receipt: given.receipt, isNew: false };
    const enforcedMs = Math.round(elapsedMs * 1_000) / 1_000;
    const { commandId } = command;
    const receipt = { commandId, eventSeq, enforcedMs, tsEnforced: this.#ports.clock.now() };
    return { receipt, isNew: given === undefined };
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

  #confirm(command: OperatorCommand, { receipt }: Enforced): CommandOutcome {
    const { dispatcher, failpoint, onAudited } = this.#ports;
    if (!dispatcher.commitNow()) return this.#notDurable(command, receipt);
    failpoint('before-command-confirm');
    this.#given.remember(command, receipt);
    onAudited();
    failpoint('after-command-confirm');
    return { ok: true, receipt };
  }

  /** Enforced in memory, gone after a crash: the one who asked must know both. */
  #notDurable(command: OperatorCommand, { eventSeq, enforcedMs }: Receipt): Refusal {
    const code = command.type === 'Lock' ? 'LOCK_NOT_DURABLE' : 'COMMAND_NOT_DURABLE';
    const cause = this.#ports.dispatcher.impairedCode ?? 'unknown';
    return denied(code, { eventSeq, enforcedMs, cause, enforced: 'in memory only' });
  }

  #refuse(command: OperatorCommand, actor: Actor, refusal: Refusal): Refusal {
    const eventSeq = this.#ports.view().lastSeq;
    try {
      const outcome = describeRefusal(refusal);
      this.#ports.memory.writeAudit(this.#entryOf(command, actor, { outcome, eventSeq }));
      this.#ports.onAudited();
    } catch {
      // The refusal stands without its audit entry: nothing has been changed by it.
    }
    return refusal;
  }

  #entryOf(
    command: OperatorCommand,
    actor: Actor,
    { outcome, eventSeq }: Pick<AuditEntry, 'outcome' | 'eventSeq'>,
  ): AuditEntry {
    return {
      ts: this.#ports.clock.now(),
      actor: actor.name,
      via: actor.via,
      action: command.type,
      request: canonicalJson(command),
      outcome,
      eventSeq,
    };
  }
}
