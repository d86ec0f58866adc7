import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { get } from 'node:https';
import { connect } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';
import { testHub } from './hub-fixture.ts';
import { TestAgent } from './test-agent.ts';

interface KeyPair {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** A certificate for `localhost` that vouches for itself; null where no `openssl` is installed to make one. */
function selfSigned(folder: string): KeyPair | null {
  const certificateFile = join(folder, 'hub.crt');
  const keyFile = join(folder, 'hub.key');
  const wanted = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2'.split(' ');
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,DNS:*.example.org'];
  const made = spawnSync('openssl', [...wanted, ...subject, '-keyout', keyFile, '-out', certificateFile], {
    encoding: 'utf8',
  });
  if (made.error !== undefined) return null;
  if (made.status !== 0) throw new Error(made.stderr);
  return { certificateFile, keyFile };
}

function statusOf(url: string, ca: Buffer | undefined, host?: string): Promise<number | string> {
  return new Promise((resolve) => {
    const request = get(
      url,
      { ca, agent: false, servername: 'localhost', headers: host === undefined ? {} : { host } },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    request.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

it('opens the hub to the network with a certificate, encrypted and with a warning', async ({ skip }) => {
  const pair = selfSigned(tempFolder());
  if (pair === null) {
    skip('openssl is not installed here, so there is no certificate to listen with');
    return;
  }
  const install = async () => ({ type: 'text/plain', bytes: new TextEncoder().encode('#!/bin/sh\n') });
  const hub = await testHub({ server: { listen: { host: '0.0.0.0', port: 0, ...pair }, install } });
  const { port } = hub.server;
  expect(hub.server.url).toMatch(/^https:\/\//);
  expect(hub.server.note).toContain('open to the network');

  const ca = readFileSync(pair.certificateFile);
  const url = `https://localhost:${port}`;
  expect(await statusOf(`${url}/api/health`, ca)).toBe(200);
  expect(await statusOf(`${url}/api/tasks`, ca)).toBe(401);
  expect(await statusOf(`${url}/api/health`, undefined)).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');

  const agent = await TestAgent.connect(url, await hub.addAgent('Rowan'));
  await hub.submit({ description: 'Say hello' });
  const assignment = await agent.takesTask();
  expect(await agent.answerTo(agent.complete(assignment))).toMatchObject({ t: 'settled' });
  expect(hub.committed('task.completed')).toHaveLength(1);

  const script = `${url}/install/agent.sh`;
  const served = [
    `localhost:${port}`,
    `127.0.0.1:${port}`,
    `[::1]:${port}`,
    hostname(),
    'hub.example.org:8443',
  ];
  for (const name of served) expect([name, await statusOf(script, ca, name)]).toEqual([name, 200]);
  const refused = [
    'evil.example',
    `evil.example:${port}`,
    'localhost.evil.example',
    '10.255.255.254',
    "x';id;'",
  ];
  for (const name of refused) expect([name, await statusOf(script, ca, name)]).toEqual([name, 403]);

  // Who speaks in clear is not understood, and told nothing.
  const plain = connect(port, '127.0.0.1');
  let told = '';
  plain.on('data', (data: Buffer) => {
    told += data.toString('latin1');
  });
  plain.on('error', () => undefined);
  plain.write(`GET /api/health HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`);
  await once(plain, 'close');
  expect(told).not.toContain('agentsConnected');
});
