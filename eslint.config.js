import reactHooks from 'eslint-plugin-react-hooks';
import unicorn from 'eslint-plugin-unicorn';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const clock = [
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: 'Ask the Clock port for time.',
  },
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'Ask the Clock port for time.',
  },
  {
    selector: 'CallExpression[callee.name="Date"]',
    message: 'Ask the Clock port for time.',
  },
  {
    selector:
      'CallExpression[callee.object.name="performance"][callee.property.name="now"], MemberExpression[object.name="process"][property.name="hrtime"]',
    message: 'Ask the Clock port for time.',
  },
];
const randomness = [
  {
    selector: 'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
    message: 'Ask the Rng port.',
  },
  {
    selector:
      'CallExpression[callee.property.name=/^(randomUUID|randomBytes|randomInt|getRandomValues)$/], CallExpression[callee.name=/^(randomUUID|randomBytes|randomInt)$/]',
    message: 'Ask the ids or secrets port: randomness enters through adapters/system.',
  },
];
const timers = [
  {
    selector:
      'CallExpression[callee.name=/^(setTimeout|setInterval|setImmediate)$/], CallExpression[callee.object.name="globalThis"][callee.property.name=/^(setTimeout|setInterval|setImmediate)$/]',
    message: 'Ask the Scheduler port.',
  },
];
const promises = [
  {
    selector: ':function[async=true], AwaitExpression, ForOfStatement[await=true]',
    message: 'The desk is synchronous: what is in flight is a state, never an awaited promise.',
  },
];
const mint = [
  {
    selector:
      ':matches(TSAsExpression, TSTypeAssertion) > .typeAnnotation Identifier[name="ApprovedIntent"]',
    message: 'Only risk/approve.ts may approve an intent.',
  },
];
const environment = [
  {
    selector:
      'MemberExpression[object.name="process"][property.name="env"], VariableDeclarator[init.name="process"] Property[key.name="env"]',
    message: 'Read the parsed config; only runtime/environment.ts reads the environment.',
  },
];
const defaultExport = [
  {
    selector: 'ExportDefaultDeclaration',
    message: 'Export by name; default exports belong to Next pages and tool configs.',
  },
];

const restrict = (...groups) => ({ 'no-restricted-syntax': ['error', ...groups.flat()] });
const withoutTimerModules = {
  'no-restricted-imports': [
    'error',
    { paths: ['node:timers', 'node:timers/promises', 'timers', 'timers/promises'] },
  ],
};

const TYPED = ['**/*.ts', '**/*.tsx'];
const TESTS = ['**/*.test.ts', '**/*.test.tsx', '**/*.fixture.ts', '**/testing/**', 'test/**'];

export default defineConfig(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      '**/.next/',
      '**/next-env.d.ts',
      'coverage/',
      'data/',
      'test-results/',
      'playwright-report/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    plugins: { unicorn },
    files: ['**/*.{js,mjs,cjs,ts,tsx}'],
    rules: {
      // Folder names are not judged: a strategy's folder is its id, and ids are snake_case.
      'unicorn/filename-case': ['error', { case: 'kebabCase', checkDirectories: false }],
      'unicorn/prefer-node-protocol': 'error',
      'unicorn/throw-new-error': 'error',
      'unicorn/no-array-for-each': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
      'object-shorthand': 'error',
      'max-params': ['error', 3],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['warn', { max: 60, skipBlankLines: true, skipComments: true }],
      complexity: ['warn', 12],
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'AbortSignal',
          'Buffer',
          'URL',
          'clearTimeout',
          'console',
          'fetch',
          'module',
          'process',
          'setTimeout',
        ].map((name) => [name, 'readonly']),
      ),
    },
    rules: { 'no-undef': 'error', 'no-unused-vars': 'error' },
  },
  {
    files: TYPED,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './apps/web/tsconfig.json', './test/e2e/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      // Money and quantities are branded bigints: the compiler checks their minus, this rule cannot.
      '@typescript-eslint/no-unsafe-unary-minus': 'off',
      'no-console': 'error',
      ...restrict(mint, environment, defaultExport),
    },
  },
  {
    files: ['packages/core/src/**/*.ts'],
    rules: restrict(clock, randomness, timers, promises, mint, environment, defaultExport),
  },
  {
    files: ['packages/core/src/risk/approve.ts'],
    rules: restrict(clock, randomness, timers, promises, environment, defaultExport),
  },
  {
    files: ['packages/db/src/**/*.ts'],
    rules: restrict(clock, randomness, timers, mint, environment, defaultExport),
  },
  {
    files: ['apps/engine/src/**/*.ts'],
    rules: {
      ...restrict(clock, randomness, timers, mint, environment, defaultExport),
      ...withoutTimerModules,
    },
  },
  {
    files: ['apps/engine/src/adapters/system/**/*.ts'],
    rules: { ...restrict(mint, environment, defaultExport), 'no-restricted-imports': 'off' },
  },
  {
    files: ['apps/engine/src/runtime/environment.ts'],
    rules: restrict(clock, randomness, timers, mint, defaultExport),
  },
  { files: ['apps/engine/src/cli/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['apps/web/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      // A component is a function of markup: its length is layout, its branches are states shown.
      'max-lines-per-function': ['warn', { max: 120, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // Next finds pages, layouts and route handlers by their default export and reserved names.
    files: ['apps/web/src/app/**/*.{ts,tsx}', '**/*.config.ts'],
    rules: restrict(mint, environment),
  },
  { files: ['**/*.config.ts'], rules: restrict(mint) },
  {
    files: TESTS,
    rules: {
      'no-restricted-syntax': 'off',
      'no-restricted-imports': 'off',
      'no-console': 'off',
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'max-params': 'off',
      complexity: 'off',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
);
