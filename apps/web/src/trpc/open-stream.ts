import type { ConsoleClient } from './console-client.ts';
import type { LiveStorePorts } from './live-store.ts';

/** The live stream of this client, as the store wants it: resumed by its last event id. */
export function openStream(client: ConsoleClient): LiveStorePorts['open'] {
  return (handlers, lastEventId) => {
    const subscription = client.live.stream.subscribe(
      lastEventId === undefined ? {} : { lastEventId },
      {
        onData: (tracked) => handlers.onMessage(tracked.id, tracked.data),
        onError: handlers.onEnded,
        onStopped: handlers.onEnded,
        onConnectionStateChange: (change) => handlers.onSocket(change.state === 'pending'),
      },
    );
    return () => subscription.unsubscribe();
  };
}
