import type { Outside } from '../environment.ts';

/** No keys, whatever the environment of the one who runs the tests holds: a test never costs money. */
export const noOutside: Outside = {
  secrets: { modelKey: undefined, fredKey: undefined },
  modelBaseUrl: undefined,
};
