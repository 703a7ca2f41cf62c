import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { costOf } from '@quarterdeck/core/decision/cost/cost-of';
import { addMoney, formatMoney, ZERO_MONEY } from '@quarterdeck/core/kernel/decimal';
import { describeRefusal } from '@quarterdeck/core/kernel/verdict';
import type { BatchReport } from '../../../../adapters/claude/batch-order.ts';
import type { CliPorts } from '../../../cli-ports.ts';
import { ExitCodeError } from '../../../exit-code-error.ts';
import { EXIT_REFUSED } from '../../../exit-code.ts';
import { dataOption, jsonOption, wholeNumber } from '../../../options.ts';
import { UsageError } from '../../../usage-error.ts';
import type { Purpose } from '../build-report.ts';
import { purposeOption } from '../report-command.ts';
import { withReader, withWindow, type StoreFlags } from '../with-reader.ts';
import { askBatch, wayOf } from './ask-batch.ts';
import { checkWindow } from './check-window.ts';
import { compareAnswers } from './compare-answers.ts';
import { describeReAsk, type ReAskReport } from './describe-re-ask.ts';
import { estimateCost } from './estimate-cost.ts';
import { readShadow, type ShadowAnswer } from './shadow-answer.ts';
import {
  selectQuestions,
  type QuestionWindow,
  type Selection,
  type StoredQuestion,
} from './stored-question.ts';

interface ReAskFlags extends StoreFlags, QuestionWindow {
  readonly model: string;
  readonly prompt?: string;
  readonly limit: number;
  readonly deadline: number;
  readonly batch?: string;
  readonly purpose: Purpose;
  readonly yes?: boolean;
}

const MAX_PROMPT_CHARS = 200_000;

export function addReAsk(parent: Command, ports: CliPorts): void {
  withWindow(
    parent
      .command('re-ask')
      .description(
        'put stored questions to another model or prompt, at half price; nothing is traded',
      ),
  )
    .requiredOption('--model <model>', 'who is asked')
    .option('--prompt <file>', 'static text in the place of the recorded one')
    .option('--symbol <symbol>', 'of one instrument')
    .option('--limit <count>', 'so many at most, the newest', wholeNumber(1, 10_000), 100)
    .option('--deadline <hours>', 'cancel the batch then', wholeNumber(1, 48), 25)
    .option('--batch <id>', 'read the answers of a batch that was left behind')
    .option('--yes', 'spend the money without being asked')
    .addOption(purposeOption())
    .addOption(jsonOption())
    .addOption(dataOption())
    .action((flags: ReAskFlags) => reAsk(flags, ports));
}

async function reAsk(flags: ReAskFlags, ports: CliPorts): Promise<void> {
  const staticText = readPrompt(flags);
  const shadow = { model: flags.model, ...(staticText !== undefined && { staticText }) };
  const all = withReader(ports, flags, (reader) => selectQuestions(reader, flags, shadow));
  const { own, report } = await putQuestions(all, flags, ports);
  const answers = own.map((question) =>
    readShadow(question, report.answers.get(question.customId)),
  );
  const { batchId, end } = report;
  const { unasked, unreadable } = all;
  const result: ReAskReport = {
    label: labelOf(own, flags),
    model: flags.model,
    promptHash: staticText === undefined ? null : sha256(staticText),
    isSameQuestion: staticText === undefined && own.every(isOfModel(flags.model)),
    ...{ batchId, end, asked: own.length, unasked, unreadable },
    cost: costText(answers, flags, ports),
    ...compareAnswers(answers),
    answers,
  };
  if (flags.json === true) ports.print(JSON.stringify(result));
  else for (const line of describeReAsk(result)) ports.print(line);
  if (end === 'ended') return;
  ports.complain(`${batchId} was taken back (${end}): only what was answered by then is compared`);
  throw new ExitCodeError(EXIT_REFUSED);
}

interface Put {
  readonly own: readonly StoredQuestion[];
  readonly report: BatchReport;
}

async function putQuestions(all: Selection, flags: ReAskFlags, ports: CliPorts): Promise<Put> {
  const { questions } = all;
  if (questions.length === 0) throw new Error(describeNone(all));
  if (flags.batch !== undefined) {
    const report = await askBatch(flags.batch, flags.deadline, ports);
    // The batch knows best which questions were its own.
    const own = questions.filter(({ customId }) => report.answers.has(customId));
    if (own.length > 0) return { own, report };
    throw new Error(`no question of ${report.batchId} is in this window`);
  }
  const own = questions.slice(-flags.limit);
  labelOf(own, flags);
  await agree(own, flags, ports);
  return { own, report: await askBatch(own, flags.deadline, ports) };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const isOfModel =
  (model: string) =>
  ({ record }: StoredQuestion): boolean =>
    record.request?.model === model;

function readPrompt({ prompt }: ReAskFlags): string | undefined {
  if (prompt === undefined) return undefined;
  const text = readFileSync(prompt, 'utf8');
  if (text.trim() !== '' && text.length <= MAX_PROMPT_CHARS) return text;
  throw new UsageError(`${prompt} must hold 1 to ${MAX_PROMPT_CHARS} characters`);
}

const describeNone = ({ unasked, unreadable }: Selection): string =>
  `no stored question in this window (${unasked} decisions were none, ${unreadable} do not say what their answer was read against)`;

function labelOf(questions: readonly StoredQuestion[], { model, purpose }: ReAskFlags) {
  const verdict = checkWindow(questions, model);
  if (verdict.ok) return purpose === 'evidence' ? 'evidence' : 'smoke test';
  if (purpose === 'smoke') return 'smoke test';
  throw new Error(`${describeRefusal(verdict)}: no evidence; --purpose smoke asks all the same`);
}

/** Nothing is sent before a person, or `--yes`, has agreed to a figure. */
async function agree(
  questions: readonly StoredQuestion[],
  { model, yes }: ReAskFlags,
  ports: CliPorts,
): Promise<void> {
  // Before anybody is asked to agree to something that cannot be done.
  wayOf(ports);
  const estimate = estimateCost(questions, { model, ts: ports.clock.now() });
  if (!estimate.ok)
    throw new Error(`${describeRefusal(estimate)}: what it would cost is not known`);
  const { expected, atMost } = estimate.value;
  const figures = `about $${formatMoney(expected)}, at most $${formatMoney(atMost)}`;
  ports.complain(`${questions.length} questions to ${model} at half price: ${figures}`);
  if (yes === true) return;
  const answer = await ports.confirm('Ask them?');
  if (answer === undefined) throw new UsageError('nobody to ask: agree with --yes');
  if (!answer) throw new Error('not agreed: nothing was asked');
}

function costText(answers: readonly ShadowAnswer[], { model }: ReAskFlags, { clock }: CliPorts) {
  let total = ZERO_MONEY;
  for (const { usage } of answers) {
    if (usage === null) continue;
    const cost = costOf(usage, { model, ts: clock.now() }, { tier: 'batch' });
    if (!cost.ok) return describeRefusal(cost);
    total = addMoney(total, cost.value.total);
  }
  return formatMoney(total);
}
