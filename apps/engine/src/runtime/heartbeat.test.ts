import { expect, it } from 'vitest';
import { createSteadyClock } from '../adapters/system/steady-clock.ts';
import { Heartbeat } from './heartbeat.ts';

it('the file has the time of the machine that was set back, not one a watcher would wait hours for', () => {
  let wall = 10_000_000;
  const clock = createSteadyClock({ wallMs: () => wall, monotonicMs: () => 0 });
  const written: Record<string, unknown>[] = [];
  const heartbeat = new Heartbeat({
    clock,
    state: () => 'running',
    eventSeq: () => 7,
    url: () => 'http://localhost:1',
    pid: 1,
    write: (beat) => written.push(beat),
  });
  wall -= 3_600_000;
  heartbeat.beat();
  expect(written).toMatchObject([{ ts: 6_400_000, eventSeq: 7 }]);
  expect(heartbeat.health()).toMatchObject({ status: 'ok', tsHeartbeat: 10_000_000 });
});
