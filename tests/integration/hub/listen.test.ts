import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Result } from '../../../core/kernel/result.ts';
import { type HubListening, listenHub, preferredHubPort } from '../../../main/engine/hub/hub-listen.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const here = { host: '127.0.0.1', port: 0, certificateFile: null, keyFile: null };

function kept(result: Result<HubListening>): Result<HubListening> {
  if (result.ok) onTestFinished(() => void result.value.server.close());
  return result;
}
const codeOf = (result: Result<HubListening>): string => (result.ok ? 'listening' : result.error.code);

async function occupied(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('where the hub listens', () => {
  it('is the same port for the same workspace', () => {
    const identity = 'c0ffee42aabbccdd';
    expect(preferredHubPort(identity)).toBe(preferredHubPort(identity));
    expect(preferredHubPort(identity)).toBeGreaterThanOrEqual(29_100);
    expect(preferredHubPort('ffffffffffff')).toBeLessThan(32_768);
  });

  it('is the next free port when the usual one is taken, and says so', async () => {
    const port = await occupied();
    const listened = kept(await listenHub(here, port));
    expect(listened).toMatchObject({ ok: true, value: { taken: port, note: null } });
  });

  it('is no other port than the one that was asked for', async () => {
    const port = await occupied();
    expect(codeOf(kept(await listenHub({ ...here, port }, 30_500)))).toBe('hub.port-taken');
  });

  it('is not the network without a certificate, nor with one that can’t be used', async () => {
    const open = { ...here, host: '0.0.0.0' };
    expect(codeOf(kept(await listenHub(open, 30_500)))).toBe('hub.needs-certificate');
    const folder = tempFolder();
    const certificateFile = join(folder, 'hub.crt');
    const keyFile = join(folder, 'hub.key');
    expect(codeOf(kept(await listenHub({ ...open, certificateFile, keyFile }, 30_500)))).toBe(
      'hub.certificate',
    );
    writeFileSync(certificateFile, 'not a certificate');
    writeFileSync(keyFile, 'not a key');
    expect(codeOf(kept(await listenHub({ ...open, certificateFile, keyFile }, 30_500)))).toBe(
      'hub.certificate',
    );
  });
});
