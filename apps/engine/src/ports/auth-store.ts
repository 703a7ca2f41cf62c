import type { EpochMs } from '@quarterdeck/core/kernel/clock';

export interface StoredToken {
  readonly label: string;
  readonly tsCreated: EpochMs;
}

/** Holds SHA-256 hashes only: a stolen database signs nobody in. */
export interface AuthStore {
  createLink(hash: string, tsExpires: EpochMs): void;
  /** True exactly once for a link that exists and has not expired. */
  consumeLink(hash: string, now: EpochMs): boolean;
  createSession(hash: string, userName: string, tsExpires: EpochMs): void;
  findSession(hash: string, now: EpochMs): { readonly userName: string } | undefined;
  deleteSession(hash: string): void;
  /** Sessions and links nobody can use any more; tokens do not expire. */
  deleteExpired(now: EpochMs): void;
  createToken(hash: string, label: string, now: EpochMs): void;
  findToken(hash: string): StoredToken | undefined;
  listTokens(): readonly StoredToken[];
  /** False when no token has this label. */
  revokeToken(label: string): boolean;
}
