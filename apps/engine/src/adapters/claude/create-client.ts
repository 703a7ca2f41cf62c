import { Anthropic } from '@anthropic-ai/sdk';

/** Characters a header may hold; anything else is a key pasted wrongly. */
export const SENDABLE_KEY = /^[\x21-\x7e]+$/;

export function createClient(apiKey: string, baseUrl: string | undefined): Anthropic {
  return new Anthropic({
    apiKey,
    // Said in full, so that nothing of the machine's environment is read instead.
    baseURL: baseUrl ?? 'https://api.anthropic.com',
    authToken: null,
    maxRetries: 0,
    // The library would print bodies and headers to the console.
    logLevel: 'off',
  });
}
