import { agentConfigSchema } from '../../contract/agent/config/agent.schema.ts';
import type { AgentSetup } from '../../desk-contract.ts';
import { hashText } from '../../kernel/rng.ts';
import { asSymbolId } from '../../kernel/ids.ts';

export const BTC = asSymbolId('BTC/USDT');
/** 2026-11-21T12:00:00Z */
export const TS = 1_795_262_400_000;

export function testSetup(config: Record<string, unknown> = {}): AgentSetup {
  return {
    config: agentConfigSchema.parse({ symbols: [BTC], ...config }),
    symbols: [BTC],
    modelAbsence: '',
    makerFeeBps: 0,
    takerFeeBps: 10,
    wallShiftMs: 0,
    sdkVersion: 'test',
    configHash: '0'.repeat(64),
    digest: (text) => hashText(text).toString(16).padStart(64, '0'),
  };
}
