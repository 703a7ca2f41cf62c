#!/usr/bin/env node
import { buildEngine, isEngineBuilt } from '../build.mjs';

if (!isEngineBuilt()) {
  console.error('[engine] bundling the engine');
  try {
    await buildEngine();
  } catch (error) {
    console.error(`failed: engine bundle: ${error.message.split('\n').slice(0, 2).join(' ')}`);
    process.exit(1);
  }
}
await import('../dist/cli.js');
