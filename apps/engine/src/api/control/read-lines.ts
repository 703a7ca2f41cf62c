import type { Socket } from 'node:net';

/** Calls back once a line. A peer that sends more than `maxBytes` without an end of line is cut off. */
export function readLines(socket: Socket, maxBytes: number, onLine: (line: string) => void): void {
  let pending = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    pending += chunk;
    const lines = pending.split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') onLine(line);
    if (Buffer.byteLength(pending) > maxBytes) socket.destroy();
  });
}
