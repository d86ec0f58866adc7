import { expect, test } from 'vitest';
import { childEnvironment } from '../../../node/processes/child-environment.ts';

test('a child gets the environment without our own variables and without named keys', () => {
  const inherited = { PATH: '/bin', QUARTERDECK_TOKEN: 'x', API_KEY: 'y', EMPTY: undefined };
  expect(childEnvironment(inherited, ['API_KEY'], { QUARTERDECK_TASK: 'ta_1' })).toEqual({
    PATH: '/bin',
    QUARTERDECK_TASK: 'ta_1',
  });
});

test('what the session it was started from left there is left out, settings and keys of the same programs stay', () => {
  const session = [
    'CLAUDECODE',
    'CLAUDE_CODE_ENTRYPOINT',
    'CLAUDE_CODE_SSE_PORT',
    'CLAUDE_CODE_SESSION_ID',
    'CLAUDE_PROJECT_DIR',
    'CODEX_SANDBOX',
    'CODEX_SANDBOX_NETWORK_DISABLED',
    'CODEX_THREAD_ID',
    'CODEX_CI',
    'GEMINI_CLI',
    'GEMINI_CLI_IDE_SERVER_PORT',
    'CURSOR_TRACE_ID',
    'GIT_DIR',
    'GIT_INDEX_FILE',
  ];
  const settings = [
    'CLAUDE_CODE_USE_BEDROCK',
    'CLAUDE_CODE_OAUTH_TOKEN',
    'CLAUDE_CONFIG_DIR',
    'ANTHROPIC_API_KEY',
    'CODEX_HOME',
    'CODEX_API_KEY',
    'GEMINI_API_KEY',
    'GIT_SSH_COMMAND',
    'GIT_AUTHOR_NAME',
  ];
  const inherited = Object.fromEntries([...session, ...settings].map((name) => [name, '1']));
  expect(Object.keys(childEnvironment(inherited, []))).toEqual(settings);
});
