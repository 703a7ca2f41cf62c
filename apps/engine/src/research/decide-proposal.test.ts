import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Proposal } from '@quarterdeck/core/contract/strategy-card.schema';
import { denied } from '@quarterdeck/core/kernel/verdict';
import type { DeskView } from '@quarterdeck/core/model/desk-view';
import { openResearchStore } from '@quarterdeck/db/research-store';
import type { CommandOutcome, OperatorCommand } from '../api/operator-port.ts';
import type { AuditEntry } from '../ports/memory.ts';
import { createDecider } from './decide-proposal.ts';
import { openHome, T0 } from './research.fixture.ts';

const summary = {
  currency: 'USD',
  net: '1',
  returnPct: 0,
  trades: 9,
  winRatePct: 60,
  profitFactor: 2,
  sharpe: 1,
  maxDrawdownPct: 1,
};
const proposal: Proposal = {
  id: 'p',
  strategyId: 'scalp_ping_5s',
  searchId: 's',
  params: { target_bps: 30 },
  inSample: summary,
  outOfSample: null,
  current: null,
  verdict: 'better than luck',
  isLikelyNoise: false,
  state: 'open',
  decidedBy: null,
  ts: T0,
};
const anna = { name: 'anna', via: 'console' } as const;
const decision = { commandId: 'command-1', proposalId: 'p', accept: true, reason: 'looks good' };
const receipt = { commandId: 'command-1', eventSeq: 5, enforcedMs: 1, tsEnforced: T0 };

function open(answer: CommandOutcome = { ok: true, receipt }) {
  const store = openResearchStore({
    file: path.join(openHome(), 'research.db'),
    now: () => T0,
    pid: 1,
    isAlive: () => false,
  });
  onTestFinished(() => {
    store.close();
  });
  store.proposals.add(proposal);
  const commands: OperatorCommand[] = [];
  const audited: AuditEntry[] = [];
  const decide = createDecider({
    proposals: store.proposals,
    execute: (command) => {
      commands.push(command);
      return Promise.resolve(answer);
    },
    audit: (entry) => audited.push(entry),
    view: () => ({ lastSeq: 4 }) as DeskView,
    now: () => T0,
  });
  const state = () => store.proposals.find('p')?.state;
  return { decide, commands, audited, state };
}

it('an accepted proposal becomes a change of parameters under the same command', async () => {
  const { decide, commands, state } = open();
  expect(await decide(decision, anna)).toEqual({ ok: true, receipt });
  expect(commands).toEqual([
    {
      type: 'SetStrategyParams',
      commandId: 'command-1',
      strategyId: 'scalp_ping_5s',
      params: { target_bps: 30 },
      reason: 'looks good',
      source: 'proposal',
    },
  ]);
  expect(state()).toBe('accepted');
});

it('a change that the desk refuses leaves the proposal open', async () => {
  const refusal = denied('PARAM_OUT_OF_RANGE', { parameter: 'target_bps' });
  const { decide, state } = open(refusal);
  expect(await decide(decision, anna)).toEqual(refusal);
  expect(state()).toBe('open');
});

it('a rejected proposal changes nothing and stands in the audit', async () => {
  const { decide, commands, audited, state } = open();
  const rejection = { ...decision, accept: false };
  expect(await decide(rejection, anna)).toEqual({ ok: true, receipt: null });
  expect(await decide(rejection, anna)).toEqual({ ok: true, receipt: null });
  expect([commands, state()]).toEqual([[], 'rejected']);
  expect(audited).toMatchObject([{ action: 'RejectProposal', actor: 'anna', eventSeq: 4 }]);
});

it('is decided once: neither another command nor the same one turned round undoes it', async () => {
  const { decide, commands } = open();
  await decide({ ...decision, accept: false }, anna);
  const decided = { code: 'PROPOSAL_DECIDED', numbers: { state: 'rejected', by: 'anna' } };
  expect(await decide({ ...decision, commandId: 'command-2' }, anna)).toMatchObject(decided);
  expect(await decide(decision, anna)).toMatchObject(decided);
  expect(await decide({ ...decision, proposalId: 'x' }, anna)).toMatchObject({
    code: 'PROPOSAL_UNKNOWN',
  });
  expect(commands).toEqual([]);
});
