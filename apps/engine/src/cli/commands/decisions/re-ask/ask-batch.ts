import path from 'node:path';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import type { BatchOrder, BatchReport } from '../../../../adapters/claude/batch-order.ts';
import { modelAddress, refusalOfAddress } from '../../../../runtime/agent/model-address.ts';
import { describeProblem } from '../../../../runtime/config/config-problem.ts';
import { loadConfig } from '../../../../runtime/config/load-config.ts';
import type { CliPorts } from '../../../cli-ports.ts';
import { UsageError } from '../../../usage-error.ts';
import type { StoredQuestion } from './stored-question.ts';

const HOUR_MS = 3_600_000;

function configuredAddress({ configFile }: CliPorts): string | undefined {
  const strategyFolder = path.join(path.dirname(configFile), 'strategies');
  const loaded = loadConfig(configFile, { strategyFolder, catalogue: strategyCatalogue });
  if (loaded.ok) return loaded.value.config.agent?.model.base_url;
  throw new UsageError(loaded.problems.map(describeProblem).join('; '));
}

/** Key and address of the provider. The key is sent to no place the engine would not send it to. */
export function wayOf(ports: CliPorts): { readonly apiKey: string; readonly baseUrl?: string } {
  const { secrets, modelBaseUrl } = ports.outside;
  const apiKey = secrets.modelKey;
  if (apiKey === undefined) throw new Error('no ANTHROPIC_API_KEY is set');
  const baseUrl = modelAddress(modelBaseUrl, configuredAddress(ports));
  const refusal = refusalOfAddress(baseUrl);
  if (refusal !== '') throw new Error(refusal);
  return { apiKey, ...(baseUrl !== undefined && { baseUrl }) };
}

/** Asks in a batch, or reads the one with this id; Ctrl-C takes it back and reads what was answered. */
export async function askBatch(
  asked: readonly StoredQuestion[] | string,
  deadlineHours: number,
  ports: CliPorts,
): Promise<BatchReport> {
  // The provider's library takes a while to load: no other command should wait for it.
  const { createBatchClient } = await import('../../../../adapters/claude/batch-client.ts');
  const { clock, scheduler } = ports;
  const client = createBatchClient({ ...wayOf(ports), clock, scheduler });
  const stop = new AbortController();
  const signals = ports.onStopSignal(() => {
    ports.complain('taking the batch back; what was answered by now will be read');
    stop.abort();
  });
  let told = '';
  const order: BatchOrder = {
    deadlineMs: deadlineHours * HOUR_MS,
    signal: stop.signal,
    onProgress: ({ batchId, status, trouble }) => {
      const line = `${batchId}: ${trouble ?? status}`;
      if (line !== told) ports.complain(line);
      told = line;
    },
  };
  try {
    if (typeof asked === 'string') return await client.collect(asked, order);
    return await client.ask(asked, order);
  } finally {
    signals.dispose();
  }
}
