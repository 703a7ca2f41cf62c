import { AgentBacktestError } from './agent-backtest-error.ts';
import { SCRIPTED_MODELS, type ScriptedName } from './answerers/scripted-model.ts';

/** Who plays the model. */
export type ModelChoice =
  | { readonly kind: 'scripted'; readonly name: ScriptedName; readonly seed: number }
  | { readonly kind: 'recorded'; readonly source: string }
  | { readonly kind: 'api'; readonly model: string | undefined };

const isScripted = (name: string): name is ScriptedName =>
  (SCRIPTED_MODELS as readonly string[]).includes(name);

function parseScripted(rest: string): ModelChoice {
  const [name = '', seed = '1', ...more] = rest.split(':');
  const isWhole = /^\d{1,10}$/.test(seed) && more.length === 0;
  if (isScripted(name) && isWhole) return { kind: 'scripted', name, seed: Number(seed) };
  throw new AgentBacktestError(
    `no scripted model ${rest}: one of ${SCRIPTED_MODELS.join(', ')}, with :SEED behind it`,
  );
}

/** `scripted:<name>[:seed]`, `recorded:<folder or export>`, `api[:<model>]`. */
export function parseModelChoice(text: string): ModelChoice {
  const at = text.indexOf(':');
  const kind = at < 0 ? text : text.slice(0, at);
  const rest = at < 0 ? '' : text.slice(at + 1);
  if (kind === 'scripted') return parseScripted(rest);
  if (kind === 'recorded' && rest !== '') return { kind, source: rest };
  if (kind === 'api') return { kind, model: rest === '' ? undefined : rest };
  throw new AgentBacktestError(
    `--model takes scripted:NAME[:SEED], recorded:FOLDER or api[:MODEL], not ${text}`,
  );
}
