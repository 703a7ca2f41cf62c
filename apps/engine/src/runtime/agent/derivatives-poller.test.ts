import { expect, it } from 'vitest';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { AgentEventBody } from '@quarterdeck/core/model/agent/agent-event';
import type { DerivativesSource } from '../regimes/derivatives-source.ts';
import { createNoDerivatives } from '../regimes/derivatives-source.ts';
import { DerivativesPoller } from './derivatives-poller.ts';

const BTC = asSymbolId('BTC/USDT');
const ETH = asSymbolId('ETH/USDT');

function setUp(source: DerivativesSource, due: ReadonlySet<string> = new Set([BTC, ETH])) {
  const told: AgentEventBody[] = [];
  const poller = new DerivativesPoller({
    source,
    symbols: [BTC, ETH],
    agent: () => ({ pollPlan: (symbol) => ({ tsDue: 0, isDue: due.has(symbol) }) }),
    now: () => 1_000,
    dispatch: (body) => told.push(body),
  });
  return { told, poll: (signal = new AbortController().signal) => poller.poll(signal) };
}

it('asks for the symbols whose time has come, and only for them', async () => {
  const { told, poll } = setUp(createNoDerivatives({ now: () => 1_000 }), new Set([ETH]));
  await poll();
  expect(told).toMatchObject([
    { type: 'DerivativesPolled', symbol: ETH, poll: { tsPolled: 1_000 } },
  ]);
});

it('tells the desk of a source that does not answer, asks on, and then fails', async () => {
  const asked: string[] = [];
  const { told, poll } = setUp({
    name: 'broken',
    poll: (symbol) => {
      asked.push(symbol);
      return Promise.reject(new Error(`no ${symbol}`));
    },
  });
  await expect(poll()).rejects.toThrow('no BTC/USDT');
  expect(asked).toEqual([BTC, ETH]);
  expect(told).toEqual([
    { type: 'DerivativesPolled', symbol: BTC, poll: null },
    { type: 'DerivativesPolled', symbol: ETH, poll: null },
  ]);
});

it('tells nothing that comes after the stop', async () => {
  const stop = new AbortController();
  const none = createNoDerivatives({ now: () => 1_000 });
  const { told, poll } = setUp({
    name: 'late',
    poll: (symbol) => {
      stop.abort();
      return none.poll(symbol);
    },
  });
  await poll(stop.signal);
  expect(told).toEqual([]);
});
