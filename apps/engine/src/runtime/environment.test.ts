import { describe, expect, it } from 'vitest';
import { readEnvironment } from './environment.ts';

describe('readEnvironment', () => {
  it('has a default for everything', () => {
    expect(readEnvironment({})).toEqual({
      home: './data',
      configFile: 'config/quarterdeck.yaml',
      logLevel: 'warn',
      failpoint: undefined,
      modelBaseUrl: undefined,
      secrets: { modelKey: undefined, fredKey: undefined },
    });
  });

  it('takes what is set and counts empty as unset', () => {
    const environment = readEnvironment({
      QUARTERDECK_HOME: '/srv/desk',
      QUARTERDECK_CONFIG: '',
      QUARTERDECK_LOG_LEVEL: 'debug',
      QUARTERDECK_FAILPOINT: 'before-submit',
      PATH: '/bin',
    });
    expect(environment).toMatchObject({
      home: '/srv/desk',
      configFile: 'config/quarterdeck.yaml',
      logLevel: 'debug',
      failpoint: 'before-submit',
    });
  });

  it('takes keys without the blanks around them, and blanks alone for none', () => {
    const { secrets } = readEnvironment({ ANTHROPIC_API_KEY: ' one\n', FRED_API_KEY: ' \n' });
    expect(secrets).toEqual({ modelKey: 'one', fredKey: undefined });
  });

  it('names the variable it cannot take', () => {
    expect(() => readEnvironment({ QUARTERDECK_LOG_LEVEL: 'loud' })).toThrow(
      /QUARTERDECK_LOG_LEVEL: .*"info"/,
    );
  });
});
