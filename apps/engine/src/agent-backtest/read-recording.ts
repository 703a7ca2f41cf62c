import { readFileSync, statSync } from 'node:fs';
import {
  decisionRecordSchema,
  type DecisionRecord,
} from '@quarterdeck/core/contract/agent/decision-record.schema';
import { openDecisionReader, type DecisionReader } from '@quarterdeck/db/decision-reader';
import { findDesk } from '../cli/find-desk.ts';
import { AgentBacktestError } from './agent-backtest-error.ts';

const PAGE = 500;

/** Every record of a journal, oldest first. */
export function* readJournalled(reader: DecisionReader): Generator<DecisionRecord> {
  for (let after = 0; ;) {
    const page = reader.readRecords(after, PAGE);
    yield* page.values();
    if (page.size < PAGE) return;
    after = Math.max(...page.keys());
  }
}

function readFolder(folder: string): readonly DecisionRecord[] {
  const reader = openDecisionReader(findDesk(folder, folder).databaseFile);
  try {
    const broken = reader.verifyChain();
    if (broken === undefined) return [...readJournalled(reader)].filter(isQuestion);
    throw new AgentBacktestError(
      `the recording in ${folder} breaks at row ${broken.id} of ${broken.table}: nothing is answered from it`,
    );
  } finally {
    reader.close();
  }
}

function parseLine(line: string, file: string, number: number): DecisionRecord {
  try {
    const { record } = JSON.parse(line) as { record?: unknown };
    return decisionRecordSchema.parse(record);
  } catch {
    throw new AgentBacktestError(`${file}:${number} is not a line of \`decisions export\``);
  }
}

function readExport(file: string): readonly DecisionRecord[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .flatMap((line, at) => (line.trim() === '' ? [] : [parseLine(line, file, at + 1)]))
    .filter(isQuestion);
}

const isQuestion = ({ request }: DecisionRecord): boolean => request !== null;

/** The questions of a data folder, or of a file made by `decisions export`. */
export function readRecording(source: string): readonly DecisionRecord[] {
  const found = statSync(source, { throwIfNoEntry: false });
  if (found === undefined) throw new AgentBacktestError(`no recording at ${source}`);
  const records = found.isDirectory() ? readFolder(source) : readExport(source);
  if (records.length === 0) throw new AgentBacktestError(`no question was ever asked in ${source}`);
  return records;
}
