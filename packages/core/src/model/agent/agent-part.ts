/** One part of what the agent knows: text of its own making, stored over the part of the same name. */
export interface AgentPart {
  readonly name: string;
  /** Null: there is no such part any more. */
  readonly text: string | null;
}

/** All parts as one text: what a start is given. Their texts are JSON. */
export function joinAgentParts(parts: Iterable<readonly [name: string, text: string]>): string {
  const fields = [...parts].map(([name, text]) => `${JSON.stringify(name)}:${text}`);
  return `{"version":2,"parts":{${fields.join(',')}}}`;
}
