import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client';
import type { ConsoleState } from '@quarterdeck/core/contract/console-state.schema';
import type { AppRouter, FillRow } from '../../../apps/engine/src/api/router-types.ts';

const COOKIE = 'quarterdeck_session';
const PAGE = 500;

export interface SessionCookie {
  readonly name: string;
  readonly value: string;
  readonly url: string;
}

/** Uses a one-time link up, as the form behind it does. */
export async function signIn(link: string): Promise<SessionCookie> {
  const { origin, searchParams } = new URL(link);
  const answer = await fetch(`${origin}/auth/link`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ token: searchParams.get('token') ?? '' }),
  });
  const value = /quarterdeck_session=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1];
  if (value === undefined) throw new Error(`the link did not sign in: ${answer.status}`);
  return { name: COOKIE, value, url: origin };
}

let commandNumber = 0;
/** One a command, as a client must. */
export const newCommandId = (): string => `e2e-${process.pid}-${(commandNumber += 1)}`;

/** The API of the desk, as the console calls it: over HTTP, with a session. */
export class DeskSession {
  readonly cookie: SessionCookie;
  readonly api: TRPCClient<AppRouter>;

  constructor(cookie: SessionCookie) {
    this.cookie = cookie;
    const headers = { cookie: `${cookie.name}=${cookie.value}`, origin: cookie.url };
    this.api = createTRPCClient<AppRouter>({
      links: [httpLink({ url: `${cookie.url}/trpc`, headers })],
    });
  }

  async state(): Promise<ConsoleState> {
    const message = await this.api.live.snapshot.query();
    if (message.kind !== 'snapshot') throw new Error('asked for a snapshot, got a delta');
    return message.state;
  }

  async lock(level: 'lock' | 'freeze' = 'lock') {
    const reason = 'held by a test';
    return this.api.ops.lock.mutate({ commandId: newCommandId(), level, reason });
  }

  async ensureUnlocked(): Promise<void> {
    if ((await this.state()).lock.level === 'none') return;
    await this.api.ops.unlock.mutate({ commandId: newCommandId(), reason: 'next test' });
  }

  /** Every stored fill, page by page. */
  async fills(): Promise<readonly FillRow[]> {
    const all: FillRow[] = [];
    for (;;) {
      const before = all.at(-1)?.tradeId;
      const page = await this.api.trades.fills.query(
        before === undefined ? { limit: PAGE } : { limit: PAGE, before },
      );
      all.push(...page);
      if (page.length < PAGE) return all;
    }
  }
}
