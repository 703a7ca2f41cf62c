import { withAgentStrategies } from '@quarterdeck/core/desk/agent/agent-strategies';
import type { DeskOptions, StrategySetup } from '@quarterdeck/core/desk-contract';

/** Every strategy that the desk will have, the agent's two among them; its options name those of the files alone. */
export const strategiesOf = (desk: DeskOptions): readonly StrategySetup[] =>
  withAgentStrategies(desk).strategies;
