import { Anthropic } from '@anthropic-ai/sdk';
import { afterEach, expect, it } from 'vitest';
import { alwaysBuy, trades } from '../../../../../test/venues/anthropic/scripted-traders.ts';
import { AnthropicStandIn, STAND_IN_KEY } from '../../../../../test/venues/anthropic/stand-in.ts';
import type { WireRequest } from '../../../../../test/venues/anthropic/wire-request.ts';
import { PromptCache } from '../../../../../test/venues/anthropic/prompt-cache.ts';

let standIn: AnthropicStandIn | undefined;
afterEach(() => standIn?.close());

const params = {
  model: 'claude-haiku-5-5',
  max_tokens: 1_000,
  messages: [{ role: 'user' as const, content: '{"symbol":"ETH/USDT"}' }],
};
const clientOf = (baseURL: string) =>
  new Anthropic({ apiKey: STAND_IN_KEY, baseURL, maxRetries: 0, logLevel: 'off' });

it('answers without a stream as it does with one', async () => {
  standIn = await new AnthropicStandIn().start();
  standIn.always(trades(alwaysBuy));
  const client = clientOf(standIn.baseUrl);
  const plain = await client.messages.create(params);
  const streamed = await client.messages.stream(params).finalMessage();
  expect(streamed.content).toMatchObject(plain.content);
  expect(streamed.usage.output_tokens).toBe(plain.usage.output_tokens);
});

it('gives the results of a batch by id, in another order, billed as a batch', async () => {
  let now = 0;
  standIn = await new AnthropicStandIn({ now: () => now, batchDurationMs: 60_000 }).start();
  standIn.always(trades(alwaysBuy));
  const client = clientOf(standIn.baseUrl);
  const requests = ['a', 'b'].map((custom_id) => ({ custom_id, params }));
  const { id, processing_status } = await client.messages.batches.create({ requests });
  expect(processing_status).toBe('in_progress');
  now = 60_000;
  expect((await client.messages.batches.retrieve(id)).processing_status).toBe('ended');
  const seen: unknown[] = [];
  for await (const line of await client.messages.batches.results(id)) {
    const { result } = line;
    seen.push([line.custom_id, result.type === 'succeeded' && result.message.usage.service_tier]);
  }
  expect(seen).toStrictEqual([
    ['b', 'batch'],
    ['a', 'batch'],
  ]);
});

it('refuses an hour after five minutes, sampling parameters and unknown models', async () => {
  standIn = await new AnthropicStandIn().start();
  const { messages } = clientOf(standIn.baseUrl);
  const block = (ttl: '5m' | '1h') =>
    ({ type: 'text', text: 'x', cache_control: { type: 'ephemeral', ttl } }) as const;
  const wrong = [
    { ...params, system: [block('5m'), block('1h')] },
    { ...params, temperature: 0 },
    { ...params, model: 'claude-nobody' },
  ];
  const statuses = wrong.map((body) =>
    messages.create(body).catch((error: unknown) => (error as { status: number }).status),
  );
  expect(await Promise.all(statuses)).toStrictEqual([400, 400, 404]);
});

it('keeps cached prefixes as long as their blocks ask, from 512 tokens on, byte by byte', () => {
  const cache = new PromptCache();
  const ask = (first: string, now: number) => {
    const request: WireRequest = {
      model: 'claude-haiku-5-5',
      max_tokens: 1,
      system: [
        { type: 'text', text: first, cache_control: { type: 'ephemeral', ttl: '1h' } },
        { type: 'text', text: 's'.repeat(4_000), cache_control: { type: 'ephemeral' } },
      ],
      messages: [{ role: 'user', content: 'fresh' }],
    };
    const usage = cache.use(request, now);
    const { ephemeral_5m_input_tokens, ephemeral_1h_input_tokens } = usage.cache_creation;
    return [usage.cache_read_input_tokens, ephemeral_1h_input_tokens, ephemeral_5m_input_tokens];
  };
  const text = 'r'.repeat(4_000);
  expect(ask(text, 0)).toStrictEqual([0, 1_001, 1_000]);
  expect(ask(text, 299_999)).toStrictEqual([2_001, 0, 0]);
  expect(ask(text, 900_000)).toStrictEqual([1_001, 0, 1_000]);
  expect(ask(`${text}.`, 900_001)).toStrictEqual([0, 1_002, 1_000]);
  expect(ask('tiny', 900_002)[1]).toBe(0);
});
