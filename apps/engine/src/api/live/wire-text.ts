import type { StreamMessage } from '@quarterdeck/core/contract/console-state.schema';

/** Text by message: goes when the message goes. */
const texts = new WeakMap<StreamMessage, string>();

/** Keeps the JSON of a message beside it, so that sending it to many clients costs one serialisation. */
export function rememberWireText(message: StreamMessage, text: string): StreamMessage {
  texts.set(message, text);
  return message;
}

export function findWireText(message: unknown): string | undefined {
  return typeof message === 'object' && message !== null
    ? texts.get(message as StreamMessage)
    : undefined;
}
