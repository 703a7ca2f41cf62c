/** The socket behind a subscription, as far as a stream must know it. */
export interface ClientPipe {
  /** Bytes handed over and not yet taken by the network. */
  bufferedBytes(): number;
  /** Closes the socket with a WebSocket close code. */
  cut(code: number, reason: string): void;
}
