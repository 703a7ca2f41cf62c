import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

// Hashes only: whoever reads these tables can sign in as nobody.

export const links = sqliteTable('links', {
  hash: text('hash').primaryKey(),
  tsExpires: integer('ts_expires').notNull(),
});

export const sessions = sqliteTable('sessions', {
  hash: text('hash').primaryKey(),
  userName: text('user_name').notNull(),
  tsExpires: integer('ts_expires').notNull(),
});

export const tokens = sqliteTable('tokens', {
  hash: text('hash').primaryKey(),
  label: text('label').notNull(),
  tsCreated: integer('ts_created').notNull(),
});
