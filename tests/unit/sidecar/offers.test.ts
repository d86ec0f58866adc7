import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chooseExecutor } from '../../../sidecar/executors/choose-executor.ts';
import { executorOffers } from '../../../sidecar/executors/offers.ts';
import { executorHost } from '../../support/simulators/executor-harness.ts';
import { tempFolder } from '../../support/temp-folder.ts';

function folderWithProgram(name: string, mode = 0o755): string {
  const folder = tempFolder();
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin', name), '#!/bin/sh\n', { mode });
  return folder;
}

test('a host offers what it is configured for and can do', async () => {
  const folder = folderWithProgram('codex');
  const host = executorHost(
    folder,
    {
      executors: [
        { kind: 'shell' },
        { kind: 'shell' },
        { kind: 'ollama' },
        { kind: 'openai' },
        { kind: 'messages-api', models: ['claude-opus-4-5'] },
        { kind: 'command', profile: 'codex', model: 'gpt-5.3-codex' },
        { kind: 'command', profile: 'pilot', command: ['bin/codex'], output: 'text' },
      ],
    },
    { PATH: join(folder, 'bin'), ANTHROPIC_API_KEY: 'sk-ant-1' },
  );
  expect(await executorOffers(host)).toEqual({
    offers: [
      { kind: 'shell' },
      { kind: 'ollama' },
      { kind: 'openai' },
      { kind: 'messages-api', models: ['claude-opus-4-5'] },
      { kind: 'command', profile: 'codex', model: 'gpt-5.3-codex' },
      { kind: 'command', profile: 'pilot', model: null },
    ],
    missing: [],
  });
});

test('what cannot be done now is left out, with the reason', async () => {
  const folder = folderWithProgram('claude', 0o644);
  const host = executorHost(
    folder,
    {
      executors: [
        { kind: 'messages-api', models: ['claude-opus-4-5'] },
        { kind: 'messages-api', models: ['claude-opus-4-5'], key: { file: 'claude.key' } },
        { kind: 'command', profile: 'claude' },
        { kind: 'command', profile: 'pilot' },
      ],
    },
    { PATH: `:${join(folder, 'bin')}:${join(folder, 'none')}` },
  );
  expect(await executorOffers(host)).toEqual({
    offers: [],
    missing: [
      'The Messages API is not offered: The variable ANTHROPIC_API_KEY holds no key.',
      `The Messages API is not offered: The key file ${join(folder, 'claude.key')} cannot be read (ENOENT).`,
      'The command claude is not offered: claude is not installed, or not on PATH.',
      'The command pilot is not offered: No profile pilot is built in (there are claude, codex, gemini), and agent.json gives neither "own" nor "command" for it.',
    ],
  });
});

test('a key of several lines or with characters no header can carry is no key', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'two.key'), 'sk-1\nsk-2\n', { mode: 0o600 });
  const host = executorHost(folder, {
    executors: [{ kind: 'messages-api', models: ['m'], key: { file: 'two.key' } }],
  });
  expect((await executorOffers(host)).missing).toEqual([
    `The Messages API is not offered: The key file ${join(folder, 'two.key')} does not hold one key on one line.`,
  ]);
});

test('a task for something this agent does not offer is refused with where to change it', async () => {
  const host = executorHost(tempFolder(), { executors: [{ kind: 'ollama' }] });
  for (const target of [
    { kind: 'shell' as const },
    { kind: 'messages-api' as const, model: 'claude-opus-4-5' },
    { kind: 'command' as const, profile: 'claude', model: null },
  ]) {
    expect(await chooseExecutor({ target }, host)).toMatchObject({
      ok: false,
      error: { code: 'executor.not-offered', message: expect.stringContaining('see agent.json') },
    });
  }
});
