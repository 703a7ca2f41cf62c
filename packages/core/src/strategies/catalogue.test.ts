import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseParams } from './parse-params.ts';
import { strategyCatalogue } from './registry.ts';
import { seatingAt } from './view.fixture.ts';

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .filter((name) => existsSync(path.join(import.meta.dirname, name, 'strategy.ts')));

it('every strategy folder is in the catalogue under its own name', () => {
  expect(strategyCatalogue.map((strategy) => strategy.id)).toEqual(folders.sort());
});

describe.each(strategyCatalogue.map((strategy) => [strategy.id, strategy] as const))(
  '%s',
  (_id, strategy) => {
    it('runs on its defaults', () => {
      const result = parseParams(strategy, {});
      expect(result.ok).toBe(true);
      if (!result.ok) return;
      expect(Object.keys(result.value).sort()).toEqual(Object.keys(strategy.params.shape).sort());
      expect(strategy.createEntry(result.value, seatingAt())).not.toEqual({});
      expect(strategy.createExit(result.value, seatingAt())).not.toEqual({});
    });

    it('tells of each parameter its meaning, default and range', () => {
      const schema = z.toJSONSchema(strategy.params, { io: 'input' });
      const properties = Object.entries(schema.properties ?? {});
      expect(properties.length).toBeGreaterThan(0);
      for (const [name, property] of properties) {
        const facts = typeof property === 'object' ? property : {};
        expect(facts.description, name).toMatch(/^[A-Z].*\.$/);
        expect(facts.default, name).toBeDefined();
        const hasRange = facts.minimum !== undefined && facts.maximum !== undefined;
        expect(hasRange || facts.enum !== undefined, `${name} has a range`).toBe(true);
      }
    });

    it('says its rule in one paragraph', () => {
      expect(strategy.rule.length).toBeGreaterThan(100);
      expect(strategy.rule).not.toContain('\n');
    });
  },
);
