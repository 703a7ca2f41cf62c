import { VERSION } from '@anthropic-ai/sdk/version';

/** Of the provider's library; stands in every decision, for a question is what the library makes of it. */
export const sdkVersion: string = VERSION;
