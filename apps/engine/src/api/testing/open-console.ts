import type { openDoor } from './open-door.ts';

/** Asks a door the way a signed-in console does. */
export async function openConsole(desk: Awaited<ReturnType<typeof openDoor>>) {
  const headers = await desk.asConsole();
  const read = (answer: { readonly body: string }) =>
    JSON.parse(answer.body) as { result?: { data: unknown }; error?: { data: unknown } };
  return {
    headers,
    query: async (path: string, input?: unknown) => {
      const text = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      return read(await desk.ask(`/trpc/${path}${text}`, { headers }));
    },
    mutate: async (path: string, input: unknown) => {
      const body = JSON.stringify(input);
      return read(await desk.ask(`/trpc/${path}`, { method: 'POST', headers, body }));
    },
  };
}
