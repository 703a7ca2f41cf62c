import { describe, expect, test } from 'vitest';
import { openAuthStore } from './auth-store.ts';
import { openTestMemory, T0 } from './testing/open-test-memory.ts';

const openStore = () => openAuthStore(openTestMemory().database);

describe('a sign-in link', () => {
  test('works exactly once', () => {
    const store = openStore();
    store.createLink('hash', T0 + 10);
    expect([store.consumeLink('hash', T0), store.consumeLink('hash', T0)]).toStrictEqual([
      true,
      false,
    ]);
  });

  test('does not work from the moment it expires', () => {
    const store = openStore();
    store.createLink('hash', T0 + 10);
    expect(store.consumeLink('hash', T0 + 10)).toBe(false);
  });

  test('that nobody made does not work and spoils no other', () => {
    const store = openStore();
    store.createLink('hash', T0 + 10);
    expect(store.consumeLink('other', T0)).toBe(false);
    expect(store.consumeLink('hash', T0)).toBe(true);
  });
});

describe('a session', () => {
  test('names its user until it expires or is deleted', () => {
    const store = openStore();
    store.createSession('hash', 'anna', T0 + 10);
    expect(store.findSession('hash', T0 + 9)).toStrictEqual({ userName: 'anna' });
    expect(store.findSession('hash', T0 + 10)).toBeUndefined();
    store.deleteSession('hash');
    expect(store.findSession('hash', T0)).toBeUndefined();
  });

  test('and a link that have expired leave the tables when these are tidied, and nothing else does', () => {
    const { database } = openTestMemory();
    const store = openAuthStore(database);
    for (const [hash, tsExpires] of [
      ['gone', T0],
      ['good', T0 + 1],
    ] as const) {
      store.createSession(hash, 'anna', tsExpires);
      store.createLink(hash, tsExpires);
    }
    store.createToken('token', 'script', T0 - 1);
    store.deleteExpired(T0);
    const hashes = database.sqlite
      .prepare('SELECT hash FROM sessions UNION ALL SELECT hash FROM links')
      .pluck()
      .all();
    expect(hashes).toStrictEqual(['good', 'good']);
    expect(store.findToken('token')).toBeDefined();
  });
});

describe('a token', () => {
  test('is found by its hash and listed without it', () => {
    const store = openStore();
    store.createToken('hash', 'script', T0);
    const token = { label: 'script', tsCreated: T0 };
    expect(store.findToken('hash')).toStrictEqual(token);
    expect(store.listTokens()).toStrictEqual([token]);
  });

  test('is worth nothing once revoked', () => {
    const store = openStore();
    store.createToken('hash', 'script', T0);
    expect(store.revokeToken('script')).toBe(true);
    expect(store.findToken('hash')).toBeUndefined();
    expect(store.revokeToken('script')).toBe(false);
  });

  test('cannot take a label that is in use', () => {
    const store = openStore();
    store.createToken('hash', 'script', T0);
    expect(() => {
      store.createToken('hash2', 'script', T0);
    }).toThrow(expect.objectContaining({ name: 'StorageError' }));
  });
});
