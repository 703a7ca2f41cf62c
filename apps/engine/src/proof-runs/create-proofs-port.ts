import { describeRefusal, type Refusal } from '@quarterdeck/core/kernel/verdict';
import type { Actor } from '../api/operator-port.ts';
import type { ProofsPort } from '../api/proofs-port.ts';
import type { AuditEntry } from '../ports/memory.ts';
import type { ProofManager } from './proof-manager.ts';

export type ProofRuns = Pick<ProofManager, 'list' | 'report' | 'start' | 'stop' | 'watch'>;

export interface ProofsPortOptions {
  readonly manager: ProofRuns;
  readonly audit: (entry: AuditEntry) => void;
  readonly now: () => number;
  /** Number of the desk's last event: the proof itself makes none there. */
  readonly lastSeq: () => number;
}

/** Runs of the proof as the front door may ask for them; who began or ended one stands in the audit log. */
export function createProofsPort(options: ProofsPortOptions): ProofsPort {
  const { manager, audit, now, lastSeq } = options;
  const note = (action: 'StartProof' | 'StopProof', { actor, request, outcome }: Noted): void => {
    audit({
      ts: now(),
      actor: actor.name,
      via: actor.via,
      action,
      request: JSON.stringify(request),
      outcome: outcome.ok ? 'accepted' : describeRefusal(outcome),
      eventSeq: lastSeq(),
    });
  };
  return {
    list: () => manager.list(),
    report: (runId) => manager.report(runId),
    start: async (request, actor) => {
      const outcome = await manager.start(request);
      const runId = outcome.ok ? { runId: outcome.value } : {};
      note('StartProof', { actor, request: { ...runId, ...request }, outcome });
      return outcome;
    },
    stop: async (runId, actor) => {
      const outcome = await manager.stop(runId, actor.name);
      note('StopProof', { actor, request: { runId }, outcome });
      return outcome;
    },
    watch: (onChange) => manager.watch(onChange),
  };
}

interface Noted {
  readonly actor: Actor;
  readonly request: object;
  readonly outcome: { readonly ok: true } | Refusal;
}
