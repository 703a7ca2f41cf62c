import { expect, it } from 'vitest';

import { findCodes, readMeanings, renderCodes } from './generate-refusal-codes.mjs';

it('finds a code with the names of its numbers', () => {
  expect(findCodes("const a = denied('ORDER_UNKNOWN', { id, known: list(x) });")).toEqual([
    { code: 'ORDER_UNKNOWN', numbers: ['id', 'known'] },
  ]);
});

it('finds a code in generic calls, behind a cast and inside a helper', () => {
  const text = `
    function findPosition(id): Parsed<Position> {
      return denied<'POSITION_UNKNOWN'>('POSITION_UNKNOWN', { positionId: id });
    }
    const refuse = (id) => refused(command, denied('COMMAND_ID_REUSED' as const, { id }));`;
  expect(findCodes(text)).toEqual([
    { code: 'POSITION_UNKNOWN', numbers: ['positionId'] },
    { code: 'COMMAND_ID_REUSED', numbers: ['id'] },
  ]);
});

it('follows a code and its numbers to constants of the same file', () => {
  const text = `
    const code = isLock ? 'LOCK_NOT_DURABLE' : 'COMMAND_NOT_DURABLE';
    const numbers = { cause };
    return denied(code, numbers);`;
  expect(findCodes(text)).toEqual([
    { code: 'LOCK_NOT_DURABLE', numbers: ['cause'] },
    { code: 'COMMAND_NOT_DURABLE', numbers: ['cause'] },
  ]);
});

it('finds a refusal written as an object, and leaves alerts alone', () => {
  const text =
    "send({ code: 'VENUE_REJECTED', numbers: {} }); raise({ code: 'DESK_LOCKED', text });";
  expect(findCodes(text)).toEqual([{ code: 'VENUE_REJECTED', numbers: [] }]);
});

it('keeps the meaning that was written by hand, and leaves it empty for a new code', () => {
  const row = { group: 0, files: new Set(['a.ts']), numbers: new Set(['by']) };
  const codes = new Map([
    ['GUARD_LOCKED', row],
    ['GUARD_NEW', { ...row, numbers: new Set() }],
  ]);
  const page = renderCodes(new Map([['GUARD_LOCKED', 'the lock holds it']]), codes);
  expect(readMeanings(page)).toEqual(
    new Map([
      ['GUARD_LOCKED', 'the lock holds it'],
      ['GUARD_NEW', ''],
    ]),
  );
});
