import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleReport } from '../testing/sample-report.ts';
import { csvText } from './csv-text.ts';
import { tradesCsv } from './trades-csv.ts';

const ONE_TEXT = [{ title: 'text', kind: 'text', of: (text: string) => text }] as const;
const ONE_FIGURE = [{ title: 'figure', kind: 'figure', of: (text: string) => text }] as const;

/** A reader by RFC 4180, written apart from the writer. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let [row, cell, isQuoted]: [string[], string, boolean] = [[], '', false];
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charAt(index);
    if (isQuoted && sign === '"' && text.charAt(index + 1) === '"') {
      cell += '"';
      index += 1;
    } else if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && sign === ',') {
      row.push(cell);
      cell = '';
    } else if (!isQuoted && sign === '\r' && text.charAt(index + 1) === '\n') {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
      index += 1;
    } else cell += sign;
  }
  return rows;
}

describe('a CSV file', () => {
  it('quotes commas, quotes and line ends and ends every line with CRLF', () => {
    expect(csvText(ONE_TEXT, ['plain', 'a,b', 'say "no"', 'two\nlines'])).toBe(
      'text\r\nplain\r\n"a,b"\r\n"say ""no"""\r\n"two\nlines"\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '＝1', '\n1'])(
    'gives %j to a spreadsheet as text',
    (text) => {
      expect(readCsv(csvText(ONE_TEXT, [text]))).toEqual([['text'], [`'${text}`]]);
    },
  );

  it('leaves figures as they are, but nothing else in their column', () => {
    const figures = ['-12.5', '0.0000000000000001', '123456789012345'];
    expect(csvText(ONE_FIGURE, figures)).toBe(`figure\r\n${figures.join('\r\n')}\r\n`);
    expect(csvText(ONE_FIGURE, ['-1+cmd', '-1e5'])).toBe("figure\r\n'-1+cmd\r\n'-1e5\r\n");
  });

  it('gives back whatever was put in', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (texts) => {
        const read = readCsv(csvText(ONE_TEXT, texts)).slice(1);
        expect(read.map(([cell = '']) => cell.replace(/^'/, ''))).toEqual(
          texts.map((text) => text.replace(/^'/, '')),
        );
      }),
      { seed: 4_180 },
    );
  });
});

it('the trade list holds exact decimals, ISO times and harmless words', () => {
  const [head = [], first = [], second = [], ...rest] = readCsv(tradesCsv(sampleReport()));
  const cellOf = (row: readonly string[], title: string) => row[head.indexOf(title)];
  expect(rest).toEqual([]);
  expect(
    ['opened', 'closed', 'held_ms', 'net', 'exit_thesis'].map((title) => cellOf(first, title)),
  ).toEqual([
    '2024-07-26T14:15:00.000Z',
    '2024-07-26T14:16:30.000Z',
    '90000',
    '12.345678',
    'target met at 4 bps',
  ]);
  expect(cellOf(second, 'net')).toBe('-2.5');
  expect(cellOf(second, 'thesis')).toBe("'=1+1");
  expect(cellOf(second, 'exit_thesis')).toBe('protective stop, "hard"');
});
