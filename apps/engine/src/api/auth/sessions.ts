import { DAY_MS, MINUTE_MS } from '@quarterdeck/core/kernel/clock';
import type { AuthStore, StoredToken } from '../../ports/auth-store.ts';
import type { Clock } from '../../ports/clock.ts';
import { ProvenSessions } from './proven-sessions.ts';
import { hashSecret } from './secret-hash.ts';

export const LINK_LIFE_MS = 10 * MINUTE_MS;
export const SESSION_LIFE_MS = 7 * DAY_MS;

/** Until roles come: whoever can run a command on this machine is the operator. */
const USER_NAME = 'operator';

export interface SessionsOptions {
  readonly auth: AuthStore;
  readonly clock: Clock;
  /** 256 random bits as URL-safe text. */
  readonly randomToken: () => string;
}

/** Links become sessions; tokens stand for scripts. Raw secrets pass through here once and are never kept. */
export interface Sessions {
  /** A new one-time secret for the sign-in link. */
  issueLinkSecret(): string;
  /** Session secret for the cookie; undefined when the link is unknown, used or expired. */
  redeemLink(linkSecret: string): string | undefined;
  /** While the tables cannot be read, a session they confirmed minutes ago still counts; any other throws. */
  findUser(sessionSecret: string): string | undefined;
  endSession(sessionSecret: string): void;
  createToken(label: string): string;
  findToken(tokenSecret: string): StoredToken | undefined;
}

interface Sources {
  readonly auth: Pick<AuthStore, 'findSession'>;
  readonly clock: Clock;
  readonly proven: ProvenSessions;
}

function findUser({ auth, clock, proven }: Sources, hash: string): string | undefined {
  let userName: string | undefined;
  try {
    userName = auth.findSession(hash, clock.now())?.userName;
  } catch (error) {
    const lastProven = proven.find(hash);
    if (lastProven === undefined) throw error;
    return lastProven;
  }
  if (userName === undefined) proven.forget(hash);
  else proven.add(hash, userName);
  return userName;
}

/** Once a start. Housekeeping: a disk that refuses it must not keep anybody from the console. */
function tidy(auth: AuthStore, clock: Clock): void {
  try {
    auth.deleteExpired(clock.now());
  } catch {
    // They are refused by their time as well; the next start tries again.
  }
}

export function createSessions({ auth, clock, randomToken }: SessionsOptions): Sessions {
  tidy(auth, clock);
  const proven = new ProvenSessions(clock);
  return {
    issueLinkSecret() {
      const secret = randomToken();
      auth.createLink(hashSecret(secret), clock.now() + LINK_LIFE_MS);
      return secret;
    },
    redeemLink(linkSecret) {
      if (!auth.consumeLink(hashSecret(linkSecret), clock.now())) return undefined;
      const secret = randomToken();
      auth.createSession(hashSecret(secret), USER_NAME, clock.now() + SESSION_LIFE_MS);
      return secret;
    },
    findUser: (secret) => findUser({ auth, clock, proven }, hashSecret(secret)),
    endSession(secret) {
      const hash = hashSecret(secret);
      proven.forget(hash);
      auth.deleteSession(hash);
    },
    createToken(label) {
      const secret = randomToken();
      auth.createToken(hashSecret(secret), label, clock.now());
      return secret;
    },
    findToken: (secret) => auth.findToken(hashSecret(secret)),
  };
}
