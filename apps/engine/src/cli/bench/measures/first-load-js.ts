import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { consoleFolder } from '../../../runtime/start/project-paths.ts';
import type { Figure, Measure } from '../measure.ts';
import { notMeasured } from '../measure.ts';
import { rounded } from '../../../verify/statistics.ts';

const BUILD = path.join(consoleFolder, '.next');
const PAGE = path.join(BUILD, 'server/app/summary.html');
const SCRIPT = /static\/chunks\/[\w./~-]+\.js/g;
/** Browsers that know modules never load these. */
const OLD_BROWSERS = /<script[^>]*noModule[^>]*>/gi;
const KILOBYTE = 1_024;

/** Script tags, preloads, and the chunks that the page's own payload names for its components. */
function listScripts(html: string): readonly string[] {
  return [...new Set(html.replaceAll(OLD_BROWSERS, '').match(SCRIPT) ?? [])];
}

function run(): Figure {
  if (!existsSync(PAGE))
    return notMeasured('the console has not been built: no page in apps/web/.next');
  const scripts = listScripts(readFileSync(PAGE, 'utf8'));
  const missing = scripts.filter((script) => !existsSync(path.join(BUILD, script)));
  if (scripts.length === 0 || missing.length > 0) {
    return notMeasured(`the build is not whole: ${missing[0] ?? 'the page names no script'}`);
  }
  const files = scripts.map((script) => {
    const content = readFileSync(path.join(BUILD, script));
    return { script, bytes: content.length, gzip: gzipSync(content).length };
  });
  const gzip = files.reduce((sum, file) => sum + file.gzip, 0);
  const plain = files.reduce((sum, file) => sum + file.bytes, 0);
  const largest = [...files].sort((left, right) => right.gzip - left.gzip).slice(0, 5);
  return {
    value: rounded(gzip / KILOBYTE),
    details: {
      n: files.length,
      uncompressedKb: rounded(plain / KILOBYTE),
      largest: largest.map(
        ({ script, gzip: size }) => `${path.basename(script)} ${rounded(size / KILOBYTE)}`,
      ),
      build: readFileSync(path.join(BUILD, 'BUILD_ID'), 'utf8').trim(),
    },
  };
}

/** JavaScript of the summary page before anybody touches it, as the build that lies there serves it. */
export const firstLoadJs: Measure = {
  name: 'console.first_load_js_kb',
  unit: 'kB gzip',
  goal: { reach: 300, direction: 'at_most' },
  run,
};
