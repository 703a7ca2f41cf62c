import { answer } from './behaviour.ts';
import { AnthropicStandIn } from './stand-in.ts';

/** The stand-in in a process of its own, for the bench: its parent says what time it is and what it answers. */
interface Told {
  readonly now: number;
  readonly says?: string;
}

let now = 0;
const standIn = await new AnthropicStandIn({ now: () => now }).start();
process.on('message', ({ now: told, says }: Told) => {
  now = told;
  if (says !== undefined) standIn.always(() => answer(says));
  process.send?.({ now });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ baseUrl: standIn.baseUrl });
