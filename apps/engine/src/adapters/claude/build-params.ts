import type { MessageCreateParamsNonStreaming } from '@anthropic-ai/sdk/resources/messages';
import type { ModelRequest } from '@quarterdeck/core/model/agent/model-call';

type SystemBlocks = Exclude<MessageCreateParamsNonStreaming['system'], string | undefined>;

/** The provider refuses empty blocks, and an hour must stand before five minutes. */
function systemBlocks({ staticText, slowText }: ModelRequest): SystemBlocks {
  const blocks: SystemBlocks = [];
  if (staticText !== '') {
    blocks.push({
      type: 'text',
      text: staticText,
      cache_control: { type: 'ephemeral', ttl: '1h' },
    });
  }
  if (slowText !== '') {
    blocks.push({ type: 'text', text: slowText, cache_control: { type: 'ephemeral', ttl: '5m' } });
  }
  return blocks;
}

/** The request as the provider gets it; the format is plain data, so an answer that breaks it still brings its bill. */
export function buildParams(
  request: ModelRequest,
  maxTokens: number,
): MessageCreateParamsNonStreaming {
  return {
    model: request.model,
    max_tokens: maxTokens,
    system: systemBlocks(request),
    messages: [{ role: 'user', content: request.freshText }],
    thinking: { type: 'adaptive', display: 'summarized' },
    output_config: {
      effort: request.effort,
      format: { type: 'json_schema', schema: { ...request.schema } },
    },
  };
}
