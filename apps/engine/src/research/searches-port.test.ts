import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { searchRequestSchema, type SearchRun } from '@quarterdeck/core/contract/search.schema';
import type { DeskView } from '@quarterdeck/core/model/desk-view';
import { openResearchStore } from '@quarterdeck/db/research-store';
import { OfferManager } from '../search/offer-manager.ts';
import type { OfferEnd, OfferOrder } from '../search/offer-order.ts';
import { openHome, T0 } from './research.fixture.ts';
import { createSearchesPort, numbersShown } from './searches-port.ts';

const STRATEGY = 'scalp_ping_5s';
const IN_EFFECT = { target_bps: 30, stop_bps: 12 };
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

const runOf = (id: string, fields: Partial<SearchRun> = {}): SearchRun => ({
  ...{ id, state: 'done', by: 'anna', tsCreated: T0, tsEnded: T0, error: null },
  request: searchRequestSchema.parse({
    base: { strategies: [STRATEGY], data: ['BTC/USDT=bars.csv'] },
    space: { target_bps: { min: 5, max: 50 } },
  }),
  ...{ trialsDone: 3, trialsPlanned: 3, best: null, verdict: null },
  ...fields,
});

const trialOf = (number: number) => ({
  ...{ number, params: { target_bps: number }, score: number, error: null },
  ...{ inSample: summary, outOfSample: null, outOfSampleScore: null },
});

function open() {
  const store = openResearchStore({
    file: path.join(openHome(), 'research.db'),
    now: () => T0,
    pid: 1,
    isAlive: () => false,
  });
  onTestFinished(() => {
    store.close();
  });
  store.searches.save(runOf('s'));
  store.searches.addTrials('s', [trialOf(1), trialOf(2), trialOf(3)]);
  const orders: OfferOrder[] = [];
  let end: (outcome: OfferEnd) => void = () => undefined;
  const offers = new OfferManager({
    startOffer: (order) => {
      orders.push(order);
      const ended = new Promise<OfferEnd>((resolve) => (end = resolve));
      return { ended, stop: () => end({ type: 'failed', error: 'stopped' }) };
    },
    newId: () => `p-${orders.length + 1}`,
    places: { home: 'home', configFile: 'quarterdeck.yaml' },
  });
  const row = { strategyId: STRATEGY, params: IN_EFFECT };
  const view = () => ({ strategies: () => [row] }) as unknown as DeskView;
  const port = createSearchesPort({ store, offers, view });
  const offersOf = (id: string) => {
    const found = port.get(id);
    return found.ok ? found.value.offers : [];
  };
  return { store, port, orders, offers, offersOf, finish: (outcome: OfferEnd) => end(outcome) };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

it('a wish is worked on over what the desk trades by now, one at a time, and its end is told', async () => {
  const { port, orders, offersOf, finish } = open();
  const begun = port.offer({ searchId: 's', trial: 2 });
  expect(begun).toMatchObject({ ok: true, value: { state: 'working', proposalId: null } });
  expect(orders).toMatchObject([{ trial: 2, proposalId: 'p-1', inEffect: IN_EFFECT }]);
  expect(port.offer({ searchId: 's', trial: 3 })).toMatchObject({
    code: 'OFFER_BUSY',
    numbers: { searchId: 's', trial: 2 },
  });
  finish({ type: 'refused', text: 'PROPOSAL_NOT_BETTER trial=2' });
  await settle();
  expect(offersOf('s')).toMatchObject([
    { trial: 2, state: 'refused', text: 'PROPOSAL_NOT_BETTER trial=2', proposalId: null },
  ]);
  port.offer({ searchId: 's', trial: 2 });
  finish({ type: 'proposed' });
  await settle();
  expect(offersOf('s')).toMatchObject([{ trial: 2, state: 'proposed', proposalId: 'p-2' }]);
});

it('refuses what cannot become a proposal, by code', () => {
  const { store, port, orders } = open();
  store.searches.save(runOf('stopped', { state: 'stopped' }));
  store.proposals.add({
    ...{ id: 'p', strategyId: STRATEGY, searchId: 's', params: { target_bps: 1 } },
    ...{ inSample: summary, outOfSample: null, current: null, verdict: '', isLikelyNoise: true },
    ...{ state: 'open', decidedBy: null, ts: T0 },
  });
  const codeOf = (searchId: string, trial: number) => {
    const answer = port.offer({ searchId, trial });
    return answer.ok ? 'ok' : answer.code;
  };
  expect(codeOf('none', 1)).toBe('SEARCH_UNKNOWN');
  expect(codeOf('stopped', 1)).toBe('SEARCH_NOT_FINISHED');
  expect(codeOf('s', 9)).toBe('TRIAL_UNKNOWN');
  expect(codeOf('s', 1)).toBe('PROPOSAL_OPEN');
  expect(orders).toEqual([]);
});

it('a search whose process has died is not shown as running', () => {
  const { store, port } = open();
  store.searches.save(runOf('dead', { state: 'running' }));
  expect(port.list(9).map(({ id, state }) => [id, state])).toContainEqual(['dead', 'stopped']);
});

it('an engine that stops ends what it works on', async () => {
  const { port, offers, offersOf } = open();
  port.offer({ searchId: 's', trial: 2 });
  await offers.close();
  expect(offersOf('s')).toMatchObject([{ state: 'failed', text: 'stopped' }]);
});

it('of a large search an even choice of trials is read, with the best', () => {
  const best = trialOf(4_321);
  const numbers = numbersShown(runOf('s', { trialsDone: 5_000, trialsPlanned: 5_000, best }));
  expect([numbers.length, numbers[0], numbers[1], numbers.at(-2)]).toEqual([1_001, 1, 6, 4_996]);
  expect(numbers).toContain(4_321);
  expect(numbersShown(runOf('s'))).toEqual([1, 2, 3]);
});
