import { and, eq, gt, lte } from 'drizzle-orm';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { Database } from './database.ts';
import { links, sessions, tokens } from './schema/sign-in.ts';
import { withStorageErrors } from './storage-error.ts';

export interface StoredToken {
  readonly label: string;
  readonly tsCreated: EpochMs;
}

/** Fits the engine's port of the same name. Holds hashes only. */
export interface DeskAuthStore {
  createLink(hash: string, tsExpires: EpochMs): void;
  consumeLink(hash: string, now: EpochMs): boolean;
  createSession(hash: string, userName: string, tsExpires: EpochMs): void;
  findSession(hash: string, now: EpochMs): { readonly userName: string } | undefined;
  deleteSession(hash: string): void;
  deleteExpired(now: EpochMs): void;
  createToken(hash: string, label: string, now: EpochMs): void;
  findToken(hash: string): StoredToken | undefined;
  listTokens(): readonly StoredToken[];
  revokeToken(label: string): boolean;
}

type Links = Pick<DeskAuthStore, 'createLink' | 'consumeLink'>;
type Sessions = Pick<
  DeskAuthStore,
  'createSession' | 'findSession' | 'deleteSession' | 'deleteExpired'
>;
type Tokens = Pick<DeskAuthStore, 'createToken' | 'findToken' | 'listTokens' | 'revokeToken'>;

function openLinks({ orm }: Database): Links {
  return {
    createLink: (hash, tsExpires) => {
      orm.insert(links).values({ hash, tsExpires }).run();
    },
    consumeLink: (hash, now) => {
      // One DELETE decides: of two requests with the same link exactly one sees its row.
      const isValid = orm
        .delete(links)
        .where(and(eq(links.hash, hash), gt(links.tsExpires, now)))
        .run();
      orm.delete(links).where(lte(links.tsExpires, now)).run();
      return isValid.changes === 1;
    },
  };
}

function openSessions({ orm }: Database): Sessions {
  return {
    createSession: (hash, userName, tsExpires) => {
      orm.insert(sessions).values({ hash, userName, tsExpires }).run();
    },
    findSession: (hash, now) =>
      orm
        .select({ userName: sessions.userName })
        .from(sessions)
        .where(and(eq(sessions.hash, hash), gt(sessions.tsExpires, now)))
        .get(),
    deleteSession: (hash) => {
      orm.delete(sessions).where(eq(sessions.hash, hash)).run();
    },
    deleteExpired: (now) => {
      orm.delete(sessions).where(lte(sessions.tsExpires, now)).run();
      orm.delete(links).where(lte(links.tsExpires, now)).run();
    },
  };
}

const TOKEN_COLUMNS = { label: tokens.label, tsCreated: tokens.tsCreated };

function openTokens({ orm }: Database): Tokens {
  return {
    createToken: (hash, label, now) => {
      orm.insert(tokens).values({ hash, label, tsCreated: now }).run();
    },
    findToken: (hash) => orm.select(TOKEN_COLUMNS).from(tokens).where(eq(tokens.hash, hash)).get(),
    listTokens: () => orm.select(TOKEN_COLUMNS).from(tokens).orderBy(tokens.tsCreated).all(),
    revokeToken: (label) => orm.delete(tokens).where(eq(tokens.label, label)).run().changes === 1,
  };
}

/** A label that exists already is a StorageError. */
export function openAuthStore(database: Database): DeskAuthStore {
  const store = { ...openLinks(database), ...openSessions(database), ...openTokens(database) };
  const guarded = <TArgs extends unknown[], TResult>(work: (...args: TArgs) => TResult) => {
    return (...args: TArgs): TResult => withStorageErrors(database.file, () => work(...args));
  };
  return {
    createLink: guarded(store.createLink),
    consumeLink: guarded(store.consumeLink),
    createSession: guarded(store.createSession),
    findSession: guarded(store.findSession),
    deleteSession: guarded(store.deleteSession),
    deleteExpired: guarded(store.deleteExpired),
    createToken: guarded(store.createToken),
    findToken: guarded(store.findToken),
    listTokens: guarded(store.listTokens),
    revokeToken: guarded(store.revokeToken),
  };
}
