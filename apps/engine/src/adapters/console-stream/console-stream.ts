import { WebSocket } from 'ws';

export interface ConsoleStreamOptions {
  /** Address of the front door, `http://host:port`. */
  readonly url: string;
  readonly token: string;
  /** Whole text of each message as it came, data or not. */
  readonly onText: (text: string) => void;
  /** The socket has ended, by whichever side. */
  readonly onClose: (code: number) => void;
}

export interface ConsoleStream {
  close(): void;
}

const SUBSCRIBE = JSON.stringify({
  id: 1,
  jsonrpc: '2.0',
  method: 'subscription',
  params: { path: 'live.stream', input: {} },
});

/** The live stream as a console holds it, over a real socket. Resolves when the subscription has been sent. */
export function openConsoleStream(options: ConsoleStreamOptions): Promise<ConsoleStream> {
  const { url, token, onText, onClose } = options;
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/trpc`, {
    headers: { authorization: `Bearer ${token}` },
  });
  socket.on('message', (raw: Buffer) => {
    const text = raw.toString('utf8');
    if (text === 'PING') socket.send('PONG');
    else onText(text);
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => {
      socket.on('close', onClose);
      socket.send(SUBSCRIBE);
      resolve({ close: () => socket.terminate() });
    });
  });
}
