import {
  decisionRecordSchema,
  type DecisionRecord,
} from '@quarterdeck/core/contract/agent/decision-record.schema';
import type { Desk } from '@quarterdeck/core/desk-contract';
import { money } from '@quarterdeck/core/kernel/decimal';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { DeskEvent } from '@quarterdeck/core/model/event';

interface Seen {
  readonly desk: Desk;
  readonly event: DeskEvent;
  readonly effects: readonly Effect[];
  readonly wasLocked: 'none' | 'lock' | 'freeze';
}

/** A question may be open this long: its deadline, the desk's patience behind it, and a clock step. */
const LONGEST_MS = 120_000 + 30_000 + 2_000;

/** Looks at every event of a day and writes down whatever must never happen. */
export class AgentDayWatch {
  readonly broken: string[] = [];
  readonly decisions: DecisionRecord[] = [];
  readonly open = new Map<string, number>();
  readonly skips = new Map<string, number>();
  readonly alerts = new Map<string, number>();
  questions = 0;
  trades = 0;
  readonly #sent = new Set<string>();
  readonly #closed = new Set<string>();
  readonly #decided = new Set<string>();
  readonly #intents = new Map<string, string>();
  /** How each question failed, if it did. */
  readonly #failed = new Map<string, string>();

  see(seen: Seen): void {
    const { event, effects } = seen;
    if (event.type === 'ModelAnswered' && event.result.kind === 'failure') {
      this.#failed.set(event.questionId, event.result.outcome);
    }
    for (const effect of effects) this.#look(effect, seen);
    for (const [questionId, tsAsked] of this.open) {
      if (event.ts - tsAsked > LONGEST_MS) this.#complain(event, `${questionId} is still open`);
    }
    if (effects.length > 0 || event.type === 'ModelAnswered') this.#checkBudget(seen);
  }

  #look(effect: Effect, seen: Seen): void {
    const { event } = seen;
    switch (effect.type) {
      case 'SubmitOrder':
        this.#lookAtOrder(effect, seen);
        return;
      case 'RecordIntent':
        this.#lookAtIntent(effect.intent.intentId, event);
        return;
      case 'RecordTradeClosed':
        this.trades += 1;
        this.#once(this.#closed, effect.trade.positionId, event, 'closed twice');
        return;
      case 'AskModel':
        this.questions += 1;
        if (seen.wasLocked !== 'none') this.#complain(event, 'asked under lock');
        this.open.set(effect.questionId, event.ts);
        return;
      case 'RecordDecision':
        this.#lookAtDecision(decisionRecordSchema.parse(effect.decision), event);
        return;
      case 'RecordGateCounts':
        for (const { layer, count } of effect.counts) {
          this.skips.set(layer, (this.skips.get(layer) ?? 0) + count);
        }
        return;
      case 'RaiseAlert':
        this.alerts.set(effect.alert.code, (this.alerts.get(effect.alert.code) ?? 0) + 1);
        return;
      default:
    }
  }

  #lookAtOrder(effect: Extract<Effect, { type: 'SubmitOrder' }>, { event, wasLocked, desk }: Seen) {
    const { clientOrderId } = effect.request;
    this.#once(this.#sent, clientOrderId, event, 'sent twice');
    // A lock lets strategies leave what they hold; a freeze leaves that to safety and to persons.
    const levels = [wasLocked, desk.view.lock.level];
    const isEntry = effect.purpose === 'entry' && levels.some((level) => level !== 'none');
    const isExit = effect.purpose === 'exit' && levels.includes('freeze');
    if (isEntry || isExit) this.#complain(event, `${effect.purpose} ${clientOrderId} under lock`);
    const isAnswer = event.type === 'ModelAnswered' && wasLocked !== 'none';
    if (isAnswer) this.#complain(event, `${clientOrderId} sent by an answer under lock`);
  }

  #lookAtIntent(intentId: string, event: DeskEvent): void {
    const before = this.#intents.get(intentId);
    this.#intents.set(intentId, event.type);
    if (before !== undefined) this.#complain(event, `intent ${intentId} twice`);
  }

  #lookAtDecision(record: DecisionRecord, event: DeskEvent): void {
    const { decisionId, questionId, outcome, decision } = record;
    this.decisions.push(record);
    this.#once(this.#decided, decisionId, event, 'decided twice');
    if (questionId === null) return;
    if (!this.open.delete(questionId))
      this.#complain(event, `${questionId} ended, but was not open`);
    const failure = this.#failed.get(questionId);
    if (failure === undefined) return;
    if (outcome !== failure) this.#complain(event, `${failure} became ${outcome}`);
    if (decision !== null) this.#complain(event, `${failure} decided something`);
  }

  #checkBudget({ desk, event }: Seen): void {
    const status = desk.agent?.status();
    if (status === null || status === undefined) return;
    const { spent, reserved, limit } = status.budget;
    if (money(spent) + money(reserved) > money(limit)) {
      this.#complain(event, `${spent} spent and ${reserved} reserved of ${limit}`);
    }
  }

  #once(known: Set<string>, id: string, event: DeskEvent, what: string): void {
    if (known.has(id)) this.#complain(event, `${id} ${what}`);
    known.add(id);
  }

  #complain({ type, ts }: DeskEvent, what: string): void {
    this.broken.push(`${new Date(ts).toISOString()} ${type}: ${what}`);
  }
}
