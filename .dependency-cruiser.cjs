const CORE = '^packages/core/src/';
const ENGINE = '^apps/engine/src/';
const ROOMS = '(market|strategies|decision|risk|execution|portfolio|simulation)';
const TEST_CODE = '(\\.test\\.tsx?$|\\.fixture\\.ts$|/testing/|^test/)';
const DESK = `${CORE}(desk/|desk\\.ts$|desk-contract\\.ts$)`;

/** What strategies share: the files beside their folders, and their indicators. */
const STRATEGY_SHARED = `${CORE}strategies/((?!registry\\.ts$)[^/]+\\.ts$|indicators/)`;
const STRATEGY_REGISTRY = `${CORE}strategies/registry\\.ts$`;

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Break the cycle: move the shared type down, into model or kernel.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      comment: 'An import these rules cannot follow is an import they cannot judge.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'core-is-the-floor',
      severity: 'error',
      comment: 'packages/core knows nobody else in this repository.',
      from: { path: '^packages/core/' },
      to: { path: '^(apps/|test/|scripts/|packages/(?!core/))' },
    },
    {
      name: 'core-is-pure',
      severity: 'error',
      comment: 'No Node built-ins in core: name a port, implement it in the engine.',
      from: { path: CORE, pathNot: TEST_CODE },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-uses-two-libraries',
      severity: 'error',
      comment: 'core takes zod and trading-signals; anything else needs a decision record.',
      from: { path: CORE, pathNot: TEST_CODE },
      to: { path: 'node_modules/', pathNot: 'node_modules/(zod|trading-signals)/' },
    },
    {
      name: 'kernel-stands-alone',
      severity: 'error',
      comment: 'kernel imports none of its siblings.',
      from: { path: `${CORE}kernel/` },
      to: { path: `${CORE}(?!kernel/)` },
    },
    {
      name: 'model-reads-kernel-only',
      severity: 'error',
      comment: 'kernel <- model <- rooms.',
      from: { path: `${CORE}model/` },
      to: { path: `${CORE}(?!(kernel|model)/)` },
    },
    {
      name: 'contract-reads-kernel-and-model',
      severity: 'error',
      comment: 'The shapes that cross a process know no room.',
      from: { path: `${CORE}contract/` },
      to: { path: `${CORE}(?!(kernel|model|contract)/)` },
    },
    {
      name: 'rooms-do-not-meet',
      severity: 'error',
      comment: 'Rooms talk through the desk; only desk.ts wires them.',
      from: { path: `${CORE}${ROOMS}/` },
      to: {
        path: `${CORE}${ROOMS}/`,
        pathNot: [`${CORE}$1/`, STRATEGY_SHARED, STRATEGY_REGISTRY],
      },
    },
    {
      name: 'strategy-contract-has-three-readers',
      severity: 'error',
      comment: 'Only strategies, decision, simulation and the desk speak the strategy contract.',
      from: { path: `${CORE}${ROOMS}/`, pathNot: `${CORE}(strategies|decision|simulation)/` },
      to: { path: STRATEGY_SHARED },
    },
    {
      name: 'only-decision-and-desk-read-the-registry',
      severity: 'error',
      comment: 'Ask the desk which strategies exist.',
      from: { path: CORE, pathNot: [`${CORE}decision/`, DESK, TEST_CODE] },
      to: { path: STRATEGY_REGISTRY },
    },
    {
      name: 'only-simulation-drives-the-desk',
      severity: 'error',
      comment: 'Inside core, rooms never look up: only the drivers in simulation run a desk.',
      from: {
        path: CORE,
        pathNot: [DESK, `${CORE}simulation/(backtest|[a-z-]+-driver\\.ts$)`, TEST_CODE],
      },
      to: { path: DESK },
    },
    {
      name: 'strategies-are-strangers',
      severity: 'error',
      comment: 'One strategy never imports another; share through the files beside the folders.',
      from: { path: `${CORE}strategies/([^/]+)/` },
      to: { path: `${CORE}strategies/`, pathNot: [`${CORE}strategies/$1/`, STRATEGY_SHARED] },
    },
    {
      name: 'db-knows-core-only',
      severity: 'error',
      comment: 'packages/db may import packages/core and nothing else of ours.',
      from: { path: '^packages/db/' },
      to: { path: '^(apps|packages|test|scripts)/', pathNot: '^packages/(core|db)/' },
    },
    {
      name: 'engine-never-sees-web',
      severity: 'error',
      comment: 'The console is a guest: the engine runs without it.',
      from: { path: '^apps/engine/' },
      to: { path: '^apps/web/' },
    },
    {
      name: 'web-knows-the-contract-only',
      severity: 'error',
      comment: "The console reads core/contract and the router's types, nothing else of ours.",
      from: { path: '^apps/web/' },
      to: {
        path: '^(apps|packages)/',
        pathNot: ['^apps/web/', `${CORE}contract/`, `${ENGINE}api/router-types\\.ts$`],
      },
    },
    {
      name: 'web-takes-only-types-from-the-engine',
      severity: 'error',
      comment: 'import type { AppRouter } only.',
      from: { path: '^apps/web/' },
      to: { path: ENGINE, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'web-features-are-strangers',
      severity: 'error',
      comment: 'Share through ui/, charts/, format/ or trpc/; only pages and the frame compose.',
      from: {
        path: '^apps/web/src/features/((?!frame/)[^/]+)/',
        pathNot: '-page\\.tsx$',
      },
      to: { path: '^apps/web/src/features/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'outside-libraries-stay-in-adapters',
      severity: 'error',
      comment: 'Talk to the outside through a port; its adapter owns the library.',
      from: { path: '^(apps|packages)/', pathNot: [`${ENGINE}adapters/`, TEST_CODE] },
      to: { path: 'node_modules/(ccxt|@anthropic-ai/sdk)/' },
    },
    {
      name: 'ws-stays-at-the-edge',
      severity: 'error',
      comment: 'Sockets belong to adapters and to the front door.',
      from: { path: '^(apps|packages)/', pathNot: [`${ENGINE}(adapters|api)/`, TEST_CODE] },
      to: { path: 'node_modules/(@types/)?ws/' },
    },
    {
      name: 'sqlite-stays-in-db',
      severity: 'error',
      comment: 'Only packages/db opens the database.',
      from: { path: '^(apps|packages)/', pathNot: '^packages/db/' },
      to: { path: 'node_modules/(better-sqlite3|@types/better-sqlite3|drizzle-orm)/' },
    },
    {
      name: 'no-test-code-in-production',
      severity: 'error',
      comment: 'Production code never imports tests or test doubles.',
      from: { path: '^(apps|packages|scripts)/', pathNot: TEST_CODE },
      to: { path: TEST_CODE },
    },
    {
      name: 'no-dev-dependency-in-production',
      severity: 'error',
      comment: 'List it under dependencies, or keep it out of what runs.',
      from: { path: '^(apps|packages)/[^/]+/src/', pathNot: [TEST_CODE, '\\.config\\.ts$'] },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only', 'npm'],
        pathNot: ['node_modules/@types/'],
      },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)((dist|\\.next)/|next-env\\.d\\.ts$)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
};
