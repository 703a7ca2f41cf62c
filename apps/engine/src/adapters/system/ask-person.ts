import { createInterface } from 'node:readline/promises';

/** A yes-or-no question on the terminal, on standard error; undefined where nobody sits there. Anything but yes is no. */
export async function askPerson(question: string): Promise<boolean | undefined> {
  if (!process.stdin.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    // Ctrl-C and the end of input are a no.
    const left = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
    const said = await Promise.race([terminal.question(`${question} [y/N] `), left]);
    return /^y(es)?$/i.test(said.trim());
  } finally {
    terminal.close();
  }
}
