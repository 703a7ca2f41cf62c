/**
 * The console before an invented desk, for looking at: `npx tsx test/support/mock-console/start.ts [port]`
 * with a built console on 127.0.0.1:3001. SIGUSR2 freezes the stream, as a hung engine would.
 */
import { createFrontDoor } from '../../../apps/engine/src/api/front-door.ts';
import { FakeResearch } from '../../../apps/engine/src/api/testing/fake-research.ts';
import { MemoryAuthStore } from '../../../apps/engine/src/api/testing/memory-auth-store.ts';
import { randomToken } from '../../../apps/engine/src/adapters/system/random.ts';
import { systemClock } from '../../../apps/engine/src/adapters/system/system-clock.ts';
import { systemScheduler } from '../../../apps/engine/src/adapters/system/system-scheduler.ts';
import { withOneMorePass } from './invented-agent.ts';
import { createMockDecisions } from './mock-decisions.ts';
import { createMockOperator } from './mock-operator.ts';

const DECIDES_EVERY_MS = 8_000;

const [port = '3100', consoleOrigin = 'http://127.0.0.1:3001'] = process.argv.slice(2);
const operator = createMockOperator(() => systemClock.now());
const decisions = createMockDecisions(() => systemClock.now());
const door = await createFrontDoor({
  port: Number(port),
  host: '127.0.0.1',
  allowedHosts: [],
  operator: { ...operator, fills: () => decisions.fills() },
  research: new FakeResearch(),
  decisions,
  auth: new MemoryAuthStore(),
  clock: systemClock,
  scheduler: systemScheduler,
  randomToken,
  consoleOrigin,
  logger: {
    info: () => undefined,
    warn: (_fields, text) => console.warn(text),
    error: (fields, text) => console.error(text, fields),
  },
});
systemScheduler.every(100, () => operator.desk.move(systemClock.now()));
systemScheduler.every(DECIDES_EVERY_MS, () => {
  const symbol = decisions.add();
  const { agent } = operator.desk.state;
  if (agent === null) return;
  operator.desk.state = { ...operator.desk.state, agent: withOneMorePass(agent, symbol) };
});
process.on('SIGUSR2', () => {
  const until = systemClock.monotonicMs() + 20_000;
  while (systemClock.monotonicMs() < until);
});
console.log(door.issueLink());
