import type { AgentConfig } from '@quarterdeck/core/contract/agent/config/agent.schema';
import type { QuarterdeckConfig } from '@quarterdeck/core/contract/config.schema';
import type { AgentSetup } from '@quarterdeck/core/desk-contract';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import { sdkVersion } from '../../adapters/claude/sdk-version.ts';
import { writeCanonical } from '../journal/write-canonical.ts';
import { modelAddress, refusalOfAddress } from './model-address.ts';
import { textDigest } from './text-digest.ts';

/** What the agent has to know of the process around it. */
export interface AgentWorld {
  readonly hasModelKey: boolean;
  /** Of the environment. */
  readonly modelBaseUrl?: string | undefined;
}

function modelAbsence({ brain, model }: AgentConfig, world: AgentWorld): string {
  if (brain === 'rules') return 'the configuration says rules alone';
  if (!world.hasModelKey) return 'no ANTHROPIC_API_KEY is set';
  return refusalOfAddress(modelAddress(world.modelBaseUrl, model.base_url));
}

/** Everything of the file that a decision depends on. */
function configHashOf({ agent, instruments, risk, safety, simulation }: QuarterdeckConfig): string {
  return textDigest(writeCanonical({ agent, instruments, risk, safety, simulation }));
}

/** The agent as configured, on the wall's time; undefined where the file names none. */
export function toAgentSetup(config: QuarterdeckConfig, world: AgentWorld): AgentSetup | undefined {
  const { agent, simulation } = config;
  if (agent === undefined) return undefined;
  return {
    config: agent,
    symbols: agent.symbols.map(asSymbolId),
    modelAbsence: modelAbsence(agent, world),
    makerFeeBps: simulation.maker_fee_bps,
    takerFeeBps: simulation.taker_fee_bps,
    wallShiftMs: 0,
    sdkVersion,
    configHash: configHashOf(config),
    digest: textDigest,
  };
}

/** Where and when a tape plays. */
export interface TapePlace {
  readonly instruments: readonly Instrument[];
  readonly tsStart: EpochMs;
  readonly tsWall: EpochMs;
}

/** The same agent on a tape: on those of its symbols that the tape has or, like every strategy, on all when it has none. */
export function agentOnTape(setup: AgentSetup, place: TapePlace): AgentSetup {
  const symbols = place.instruments.map(({ symbol }) => symbol);
  const known = symbols.filter((symbol) => setup.symbols.includes(symbol));
  return {
    ...setup,
    symbols: known.length > 0 ? known : symbols,
    wallShiftMs: place.tsWall - place.tsStart,
  };
}
