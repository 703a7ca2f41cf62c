import { existsSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { checkRegistry, writeRegistry } from '../../scripts/generate-strategy-registry.mjs';
import { hashInputs, isStamped, writeStamp } from '../../scripts/setup/stamp.mjs';

const engineFolder = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(engineFolder, '../..');
const sources = path.join(engineFolder, 'src');
const workerFolders = [sources, path.join(root, 'packages/db/src')];
const dist = path.join(engineFolder, 'dist');
const STAMP = '.stamp';

const INPUTS = [
  'apps/engine/src',
  'apps/engine/package.json',
  'apps/engine/build.mjs',
  'packages/core/src',
  'packages/core/package.json',
  'packages/db/src',
  'packages/db/package.json',
  'package-lock.json',
];

/** Workers are started by file, so each is an entry of its own beside main and cli. */
function findEntries() {
  const workers = workerFolders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true }).map((name) => path.join(folder, String(name))),
    )
    .filter((file) => file.endsWith('.worker.ts'))
    .map((file) => [path.basename(file, '.ts'), file]);
  return Object.fromEntries([
    ['main', path.join(sources, 'main.ts')],
    ['cli', path.join(sources, 'cli/quarterdeck.ts')],
    ...workers,
  ]);
}

/** Libraries of many small files that need nothing beside them: in one file they load in half the time. */
const BUNDLED = [
  '@fastify/cookie',
  '@trpc/server',
  'commander',
  'fastify',
  'pino',
  'prom-client',
  'yaml',
  'zod',
];

/** What the engine may find beside itself at run time; everything else goes into the bundle. */
function listExternals() {
  const { dependencies } = JSON.parse(
    readFileSync(path.join(engineFolder, 'package.json'), 'utf8'),
  );
  const names = Object.keys(dependencies).filter(
    (name) => !name.startsWith('@quarterdeck/') && !BUNDLED.includes(name),
  );
  return [...names, 'better-sqlite3'].flatMap((name) => [name, `${name}/*`]);
}

/**
 * Sources find files beside them by `import.meta.url`. In the bundle that name would mean the
 * bundle, so it is rewritten to the source's own place, relative to dist.
 */
const keepPlaces = {
  name: 'keep-places',
  setup(build) {
    build.onLoad(
      { filter: /[/\\](apps|packages)[/\\][^/\\]+[/\\]src[/\\].*\.ts$/ },
      ({ path: file }) => {
        const text = readFileSync(file, 'utf8');
        if (!text.includes('import.meta.url')) return undefined;
        const place = path.relative(dist, file).split(path.sep).join('/');
        const contents = text
          .replace(
            /new URL\(\s*'(?:[^']*\/)?([^'/]+\.worker)\.ts',\s*import\.meta\.url,?\s*\)/g,
            "new URL('./$1.js', import.meta\0url)",
          )
          .replaceAll('import.meta.url', `new URL(${JSON.stringify(place)}, import.meta.url).href`)
          .replaceAll('import.meta\0url', 'import.meta.url');
        return { contents, loader: 'ts' };
      },
    );
  },
};

/** Whether the bundle was made from exactly these sources, every strategy folder among them. */
export const isEngineBuilt = () =>
  checkRegistry() &&
  existsSync(path.join(dist, 'cli.js')) &&
  isStamped(path.join(dist, STAMP), hashInputs(root, INPUTS));

/** Two commands may bundle at the same time: whoever comes second keeps the first one's bundle. */
function putInPlace(staging) {
  const replaced = `${staging}-replaced`;
  try {
    if (isEngineBuilt()) return;
    if (existsSync(dist)) renameSync(dist, replaced);
    renameSync(staging, dist);
  } catch (error) {
    if (!isEngineBuilt()) throw error;
  } finally {
    for (const folder of [staging, replaced]) rmSync(folder, { recursive: true, force: true });
  }
}

export async function buildEngine() {
  // A strategy is one folder and nothing else: the file that lists them is written here, before it is read.
  if (!checkRegistry()) writeRegistry();
  const key = hashInputs(root, INPUTS);
  const { build } = await import('esbuild');
  const staging = `${dist}-${process.pid}`;
  await build({
    entryPoints: findEntries(),
    outdir: staging,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    external: listExternals(),
    plugins: [keepPlaces],
    // Libraries in the bundle that were written for CommonJS still ask for Node's modules by require.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'silent',
  });
  writeStamp(path.join(staging, STAMP), key);
  putInPlace(staging);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildEngine();
