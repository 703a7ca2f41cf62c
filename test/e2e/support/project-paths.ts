import path from 'node:path';

export const projectRoot = path.resolve(import.meta.dirname, '../../..');
export const quarterdeckCommand = path.join(projectRoot, 'apps/engine/bin/quarterdeck.mjs');
export const shippedConfig = path.join(projectRoot, 'config/quarterdeck.yaml');
