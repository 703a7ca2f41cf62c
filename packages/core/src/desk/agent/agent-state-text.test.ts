import { describe, expect, it } from 'vitest';
import { openingOf } from '../../decision/learner/calibration/opening.fixture.ts';
import { joinAgentParts } from '../../model/agent/agent-part.ts';
import { BTC, testSetup, TS } from './agent-memory.fixture.ts';
import { listParts } from './agent-parts.ts';
import { readAgentState } from './agent-state-text.ts';
import { createAgentMemory, KEPT_CASES } from './create-agent-memory.ts';
import type { AgentMemory } from './agent-memory.ts';
import { takeCases, takeChanges } from './stored-parts.ts';

const changesOf = (agent: AgentMemory) => [
  ...takeChanges(agent.stored, listParts(agent)),
  ...takeCases(agent.stored, agent.cases, KEPT_CASES),
];

/** Tables that have been told of every change. */
class Stored {
  readonly texts = new Map<string, string>();

  take(agent: AgentMemory): readonly string[] {
    const changes = changesOf(agent);
    for (const { name, text } of changes) {
      if (text === null) this.texts.delete(name);
      else this.texts.set(name, text);
    }
    return changes.map(({ name, text }) => (text === null ? `no ${name}` : name));
  }

  read(): AgentMemory {
    const stored = readAgentState(joinAgentParts(this.texts));
    return createAgentMemory(testSetup(), TS + 5_000, stored);
  }
}

function livedThrough() {
  const agent = createAgentMemory(testSetup(), TS, undefined);
  const seat = agent.seats.get(BTC);
  seat?.gate.onQuote(100, TS + 1_000);
  seat?.gate.arm([{ kind: 'price_cross', symbol: BTC, level: 90, side: 'below' }]);
  seat?.gate.setNextCheck(60);
  agent.breaker.end({ questionId: 'q', signal: 'account', retryAfterMs: null, ts: TS });
  agent.entries.set('test', 3);
  agent.memory = [
    {
      ref: 'level',
      kind: 'level',
      symbol: BTC,
      value: 'Support at 90.',
      decisionId: 'd1',
      tsAdded: TS,
      tsExpires: TS + 60_000,
    },
  ];
  return agent;
}

/** As it was stored before there were parts. */
function oneTextOf(agent: AgentMemory): string {
  const { breaker, budget, learner, cases, regimes, memory, lessons, entries } = agent;
  const seats = [...agent.seats.values()].map(
    ({ symbol, gate, past, positionVersion, counted }) => {
      return { symbol, gate: gate.state(), past, positionVersion, counted };
    },
  );
  const { counts: _, ...book } = cases.state();
  const states = { breaker: breaker.state(), budget: budget.state(), learner: learner.state() };
  const lists = { regimes, memory, lessons, holdings: [], entries: [...entries] };
  return JSON.stringify({ version: 1, seats, ...states, cases: book, ...lists });
}

describe('the stored state of the agent', () => {
  it('is the same parts again after it has been read', () => {
    const stored = new Stored();
    stored.take(livedThrough());
    const before = new Map(stored.texts);
    const restored = stored.read();
    stored.take(restored);
    expect(stored.texts).toEqual(before);
    expect(restored.breaker.state()).toMatchObject({ position: 'open', isHard: true });
    expect(restored.seats.get(BTC)?.gate.wakeConditions).toHaveLength(1);
  });

  it('is written part by part, as far as it has changed', () => {
    const stored = new Stored();
    const agent = livedThrough();
    expect(stored.take(agent)).toContain('seat BTC/USDT');
    expect(stored.take(agent)).toEqual([]);
    agent.entries.set('test', 4);
    agent.memory = [];
    expect(stored.take(agent)).toEqual(['memory', 'entries']);
  });

  it('keeps of resolved cases the newest, each in its place, over any number of restarts', () => {
    const stored = new Stored();
    let agent = livedThrough();
    stored.take(agent);
    for (let number = 0; number < 2 * KEPT_CASES + 7; number += 1) {
      const ts = TS + number * 10;
      agent.cases.open(openingOf({ decisionId: `d${number}`, symbol: BTC, tsDecided: ts }));
      agent.cases.onPrice(BTC, 100, ts + 1);
      agent.cases.onPrice(BTC, number % 3 === 0 ? 200 : 1, ts + 2);
      const names = stored.take(agent);
      expect(names.filter((name) => name.startsWith('case '))).toHaveLength(1);
      if (number % 50 === 49) agent = stored.read();
    }
    expect(stored.read().cases.state()).toEqual(agent.cases.state());
    const kept = [...stored.texts.keys()].filter((name) => name.startsWith('case '));
    expect(kept).toHaveLength(KEPT_CASES);
    expect(agent.cases.cases().at(-1)?.decisionId).toBe(`d${2 * KEPT_CASES + 6}`);
  });

  it('forgets a part of which nothing is left, also after a restart', () => {
    const stored = new Stored();
    const agent = livedThrough();
    agent.cases.open(openingOf({ symbol: BTC, tsDecided: TS }));
    expect(stored.take(agent)).toContain('open BTC/USDT');
    const restored = stored.read();
    restored.cases.onPrice(BTC, 100, TS + 1);
    restored.cases.onPrice(BTC, 200, TS + 2);
    expect(stored.take(restored)).toContain('no open BTC/USDT');
    expect(stored.read().cases.openCount).toBe(0);
  });

  it('begins with everything anew where what is stored is one text of before', () => {
    const old = livedThrough();
    old.cases.open(openingOf({ version: 'test', symbol: BTC, tsDecided: TS }));
    old.cases.onPrice(BTC, 100, TS + 1);
    old.cases.onPrice(BTC, 200, TS + 2);
    const agent = createAgentMemory(testSetup(), TS, readAgentState(oneTextOf(old)));
    expect(agent.stored.isKnown).toBe(false);
    expect(agent.entries.get('test')).toBe(3);
    expect(agent.cases.resolved('test')).toHaveLength(1);
    const stored = new Stored();
    expect(stored.take(agent)).toContain('case test 0');
    expect(stored.read().stored.isKnown).toBe(true);
  });

  it.each(['', 'no JSON', '[]', '{}', '{"version":3}', '{"version":2}', '{"version":"1"}'])(
    'is left aside where this version did not write it: %j',
    (text) => {
      expect(readAgentState(text)).toBeUndefined();
    },
  );
});
