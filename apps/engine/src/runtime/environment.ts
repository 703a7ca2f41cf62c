import { z } from 'zod';

const environmentSchema = z.object({
  /** Data folder; relative to the working directory. */
  QUARTERDECK_HOME: z.string().min(1).default('./data'),
  QUARTERDECK_CONFIG: z.string().min(1).default('config/quarterdeck.yaml'),
  QUARTERDECK_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('warn'),
  /** Tests only: the named point at which the process dies. */
  QUARTERDECK_FAILPOINT: z.string().min(1).optional(),
  ANTHROPIC_API_KEY: z.string().optional(),
  /** Beats `agent.model.base_url`. Checked by the start alone: a lock must not fail on it. */
  ANTHROPIC_BASE_URL: z.string().optional(),
  FRED_API_KEY: z.string().optional(),
});

/** What proves to others who we are. Handed to the adapter that needs it; never logged, stored or shown. */
export interface Secrets {
  readonly modelKey: string | undefined;
  readonly fredKey: string | undefined;
}

/** The way to those whom the engine asks. */
export interface Outside {
  readonly secrets: Secrets;
  readonly modelBaseUrl: string | undefined;
}

export interface Environment extends Outside {
  readonly home: string;
  readonly configFile: string;
  readonly logLevel: z.output<typeof environmentSchema>['QUARTERDECK_LOG_LEVEL'];
  readonly failpoint: string | undefined;
}

/** An environment variable of ours with a value it cannot have. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/** An empty variable counts as unset, as it does in a shell's `${NAME:-default}`. */
function withoutEmpty(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
}

/** Keys come out of files and clipboards: blanks around one are no part of it, and blanks alone are none. */
function keyOf(text: string | undefined): string | undefined {
  const key = text?.trim();
  return key === '' ? undefined : key;
}

/** The one place of the engine that reads the environment. EnvironmentError names the variable. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const result = environmentSchema.safeParse(withoutEmpty(variables));
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new EnvironmentError(lines.join('; '));
  }
  const values = result.data;
  return {
    home: values.QUARTERDECK_HOME,
    configFile: values.QUARTERDECK_CONFIG,
    logLevel: values.QUARTERDECK_LOG_LEVEL,
    failpoint: values.QUARTERDECK_FAILPOINT,
    modelBaseUrl: values.ANTHROPIC_BASE_URL,
    secrets: { modelKey: keyOf(values.ANTHROPIC_API_KEY), fredKey: keyOf(values.FRED_API_KEY) },
  };
}
