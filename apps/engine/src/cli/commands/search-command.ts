import type { Command } from 'commander';
import type { SearchRequest } from '@quarterdeck/core/contract/search.schema';
import type { Proposal } from '@quarterdeck/core/contract/strategy-card.schema';
import { describeRefusal } from '@quarterdeck/core/kernel/verdict';
import type { CliPorts } from '../cli-ports.ts';
import { createProgressBar } from '../progress-bar.ts';
import { UsageError } from '../usage-error.ts';
import { describeProposal, describeSearch } from './search/describe-search.ts';
import { addSearchFlags, searchRequestOf, type SearchFlags } from './search/search-flags.ts';
import type { FinishedSearch, SearchRoom } from '../../search/run-search.ts';

interface Flags extends SearchFlags {
  readonly resume?: string;
  readonly propose?: boolean;
}

const ID_LENGTH = 8;

/** Flags that would change a search that is to go on; what it is stands in the store. */
function ensureNothingElse({ resume, propose, json, workers, ...others }: Flags): void {
  if (Object.keys(others).length === 0) return;
  const names = Object.keys(others).join(', ');
  throw new UsageError(`--resume ${resume} goes on with its own request: leave out ${names}`);
}

interface Answer {
  readonly search: FinishedSearch;
  readonly proposal: Proposal | undefined;
  readonly refusal: string | undefined;
}

async function requestFor(flags: Flags, room: SearchRoom): Promise<SearchRequest> {
  const { resume, workers } = flags;
  if (resume === undefined) return searchRequestOf(flags);
  ensureNothingElse(flags);
  const { requestToResume } = await import('../../search/run-search.ts');
  const stored = requestToResume(room.memory, resume);
  return workers === undefined ? stored : { ...stored, workers };
}

async function search(flags: Flags, ports: CliPorts, room: SearchRoom): Promise<Answer> {
  const { runSearch } = await import('../../search/run-search.ts');
  const request = await requestFor(flags, room);
  const id = flags.resume ?? `s-${ports.randomId(ID_LENGTH)}`;
  const bar = createProgressBar();
  let isStopping = false;
  const signal = ports.onStopSignal(() => (isStopping = true));
  try {
    if (flags.resume === undefined) ports.complain(`search ${id}: --resume ${id} goes on with it`);
    const found = await runSearch({ id, request, by: ports.userName }, room, {
      onProgress: ({ trialsDone, trialsPlanned }) => bar.show('trials', trialsDone, trialsPlanned),
      goesOn: () => !isStopping,
    });
    bar.clear();
    if (flags.propose !== true) return { search: found, proposal: undefined, refusal: undefined };
    const { propose } = await import('../../search/propose.ts');
    const { findParamsInEffect } = await import('../../search/find-params-in-effect.ts');
    const inEffect = findParamsInEffect(found.plan.strategyId, ports);
    const order = { id: `p-${ports.randomId(ID_LENGTH)}`, inEffect };
    const proposed = await propose(found, room, order);
    return proposed.ok
      ? { search: found, proposal: proposed.value, refusal: undefined }
      : { search: found, proposal: undefined, refusal: describeRefusal(proposed) };
  } finally {
    bar.clear();
    signal.dispose();
  }
}

function describeAnswer({ search: found, proposal, refusal }: Answer): readonly string[] {
  return [
    ...describeSearch(found),
    ...(proposal === undefined ? [] : describeProposal(proposal)),
    ...(refusal === undefined ? [] : [`no proposal ${refusal}`]),
  ];
}

export function addSearchCommand(program: Command, ports: CliPorts): void {
  addSearchFlags(
    program
      .command('search')
      .description(
        'look for better parameters of a strategy, and say how much of the best is luck',
      ),
  )
    .option('--resume <id>', 'go on with a search that was stopped')
    .option(
      '--propose',
      'offer the best one to the person who decides, if it beats what is in effect',
    )
    .action(async (flags: Flags) => {
      const { openSearchMemory } = await import('../../search/search-memory.ts');
      const memory = openSearchMemory(ports.home, ports.clock);
      try {
        const answer = await search(flags, ports, { memory, places: ports, clock: ports.clock });
        const { run, trials, notes } = answer.search;
        const { proposal = null, refusal = null } = answer;
        const lines =
          flags.json === true
            ? [JSON.stringify({ run, trials, notes, proposal, refusal })]
            : describeAnswer(answer);
        for (const line of lines) ports.print(line);
      } finally {
        memory.close();
      }
    });
}
