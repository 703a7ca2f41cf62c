import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { VirtualClock } from '../../adapters/system/virtual-clock.ts';
import { createFrontDoor, type FrontDoorOptions } from '../front-door.ts';
import { FakeDecisions } from './fake-decisions.ts';
import { FakeOperator } from './fake-operator.ts';
import { FakeResearch } from './fake-research.ts';
import { MemoryAuthStore } from './memory-auth-store.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A real front door on a free port before a fake engine, on virtual time; closes itself. */
export async function openDoor(overrides: Partial<FrontDoorOptions> = {}) {
  const clock = new VirtualClock(1_700_000_000_000);
  const operator = new FakeOperator();
  const research = new FakeResearch();
  const decisions = new FakeDecisions();
  const auth = new MemoryAuthStore();
  const logged: string[] = [];
  const log = (fields: object, text: string): void => {
    const { err, ...rest } = fields as { err?: unknown };
    logged.push(`${text} ${JSON.stringify(rest)} ${String(err)}`);
  };
  const door = await createFrontDoor({
    port: 0,
    host: '127.0.0.1',
    allowedHosts: [],
    operator,
    research,
    decisions,
    auth,
    clock,
    scheduler: clock,
    randomToken: () => randomBytes(32).toString('base64url'),
    // Nothing listens on the discard port: the console is down unless a test brings one.
    consoleOrigin: 'http://127.0.0.1:9',
    logger: { info: log, warn: log, error: log },
    ...overrides,
  });
  const origin = `http://localhost:${door.port}`;

  /** Node's own client, since `fetch` does not let a test choose Host or Origin. */
  const ask = (path: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const host = `localhost:${door.port}`;
      const sent = httpRequest(
        {
          host: '127.0.0.1',
          port: door.port,
          path,
          method,
          agent: false,
          headers: { host, ...headers },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => (text += chunk));
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });

  const form = { origin, 'content-type': 'application/x-www-form-urlencoded' };
  const redeem = (link: string): Promise<Answer> =>
    ask('/auth/link', { method: 'POST', headers: form, body: new URL(link).search.slice(1) });
  /** Cookie header of a new session. */
  const signIn = async (): Promise<string> => {
    const { headers } = await redeem(door.issueLink());
    return String(headers['set-cookie']).split(';', 1)[0] ?? '';
  };
  const json = { 'content-type': 'application/json' };
  /** Headers of a console in a browser. */
  const asConsole = async () => ({ ...json, origin, cookie: await signIn() });
  /** Headers of a script. */
  const asScript = (label = 'robot') => ({
    ...json,
    authorization: `Bearer ${door.createToken(label)}`,
  });

  return {
    door,
    clock,
    operator,
    research,
    decisions,
    auth,
    logged,
    origin,
    ask,
    redeem,
    signIn,
    asConsole,
    asScript,
    [Symbol.asyncDispose]: () => door.close(),
  };
}
