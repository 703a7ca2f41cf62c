/** A step that cannot be done; its message is the one line the person sees. */
export class StepFailure extends Error {}

/**
 * @typedef {object} Step
 * @property {string} name what the step is about, in a word or two
 * @property {string} does what it does when it has to
 * @property {() => string | undefined | Promise<string | undefined>} current
 *   says in a few words why nothing is to do, or returns undefined
 * @property {() => void | Promise<void>} run throws StepFailure when it cannot be done
 */

/**
 * Prints one line a step: what it does, or that it is current.
 * @param {readonly Step[]} steps
 * @param {(line: string) => void} say
 */
export async function runSteps(steps, say = (line) => console.log(line)) {
  for (const step of steps) {
    const why = await step.current();
    if (why !== undefined) {
      say(`[${step.name}] current: ${why}`);
      continue;
    }
    say(`[${step.name}] ${step.does}`);
    await step.run();
  }
}

/**
 * Runs a whole command; a failed step ends it with one line and exit code 1.
 * @param {() => Promise<number>} main resolves to the exit code
 */
export async function runCommand(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    console.error(`failed: ${error.message}`);
    process.exitCode = 1;
  }
}
