import type { AuthStore, StoredToken } from '../../ports/auth-store.ts';

/** Hashes in maps; `rows` shows everything that would be on disk. */
export class MemoryAuthStore implements AuthStore {
  readonly #links = new Map<string, number>();
  readonly #sessions = new Map<string, { userName: string; tsExpires: number }>();
  readonly #tokens = new Map<string, StoredToken>();

  createLink(hash: string, tsExpires: number): void {
    this.#links.set(hash, tsExpires);
  }
  consumeLink(hash: string, now: number): boolean {
    const tsExpires = this.#links.get(hash);
    this.#links.delete(hash);
    return tsExpires !== undefined && tsExpires > now;
  }
  createSession(hash: string, userName: string, tsExpires: number): void {
    this.#sessions.set(hash, { userName, tsExpires });
  }
  findSession(hash: string, now: number): { userName: string } | undefined {
    const session = this.#sessions.get(hash);
    return session !== undefined && session.tsExpires > now ? session : undefined;
  }
  deleteSession(hash: string): void {
    this.#sessions.delete(hash);
  }
  deleteExpired(now: number): void {
    for (const [hash, tsExpires] of this.#links) if (tsExpires <= now) this.#links.delete(hash);
    for (const [hash, { tsExpires }] of this.#sessions)
      if (tsExpires <= now) this.#sessions.delete(hash);
  }
  createToken(hash: string, label: string, now: number): void {
    this.#tokens.set(hash, { label, tsCreated: now });
  }
  findToken(hash: string): StoredToken | undefined {
    return this.#tokens.get(hash);
  }
  listTokens(): readonly StoredToken[] {
    return [...this.#tokens.values()];
  }
  revokeToken(label: string): boolean {
    const found = [...this.#tokens].find(([, token]) => token.label === label);
    return found !== undefined && this.#tokens.delete(found[0]);
  }

  get rows(): string {
    return JSON.stringify([[...this.#links], [...this.#sessions], [...this.#tokens]]);
  }
}
