import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../sidecar/config.ts';
import { hubToken, writeAgent } from '../../support/fleet/scripted-hub.ts';
import { onUnix } from '../../support/not-run.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const refusal = (folder: string) => {
  const read = readConfig(folder);
  return read.ok ? null : [read.error.code, read.error.message];
};

describe('the configuration of an agent', () => {
  it('needs name, hub and token; everything else has a default', () => {
    const folder = tempFolder();
    writeAgent(folder, 'http://127.0.0.1:9');
    const read = readConfig(folder);
    expect(read.ok && read.value.token).toBe(hubToken);
    expect(read.ok && read.value.settings).toMatchObject({
      executors: [{ kind: 'shell' }],
      wake: null,
      workspaces: { hooks: false, push: true },
    });
  });

  it('names the file when there is none, and the field that is wrong', () => {
    const folder = tempFolder();
    expect(refusal(folder)).toEqual(['config.missing', expect.stringContaining(join(folder, 'agent.json'))]);
    writeAgent(folder, 'ftp://hub');
    expect(refusal(folder)).toEqual(['config.invalid', expect.stringContaining('hubUrl:')]);
    writeAgent(folder, 'http://hub', { limits: { hours: 1 } });
    expect(refusal(folder)).toEqual(['config.invalid', expect.stringContaining('hours')]);
    writeFileSync(join(folder, 'agent.json'), '{');
    expect(refusal(folder)?.[0]).toBe('config.invalid');
  });

  it.for(['agent.json', 'token'])(
    'neither waits for a pipe nor reads a device where its %s should be',
    (name, context) => {
      onUnix(context);
      const folder = tempFolder();
      writeAgent(folder, 'http://hub');
      const code = name === 'token' ? 'config.token' : 'config.missing';
      rmSync(join(folder, name));
      execFileSync('mkfifo', ['-m', '600', join(folder, name)]);
      expect(refusal(folder)?.[0]).toBe(code);
      rmSync(join(folder, name));
      symlinkSync('/dev/zero', join(folder, name));
      expect(refusal(folder)?.[0]).toBe(code);
    },
  );

  it('refuses a token that others may read, and never repeats it', (context) => {
    onUnix(context);
    const folder = tempFolder();
    writeAgent(folder, 'http://hub');
    chmodSync(join(folder, 'token'), 0o644);
    expect(refusal(folder)).toEqual(['config.token', expect.stringContaining('chmod 600')]);
    chmodSync(join(folder, 'token'), 0o600);
    writeFileSync(join(folder, 'token'), 'qd_short');
    expect(refusal(folder)).toEqual(['config.token', expect.not.stringContaining('qd_short')]);
  });
});
