import { expect, test } from 'vitest';
import { createHttpClient } from '../../../node/http/http-client.ts';
import { startProxy } from '../../support/simulators/proxy.ts';
import { startScriptedServer } from '../../support/simulators/scripted-server.ts';

const ask = (env: Readonly<Record<string, string>>, url: string) =>
  createHttpClient(env)({ method: 'GET', url, headers: {}, signal: AbortSignal.timeout(20_000) });

test('an answer comes with its status, headers and body, and a redirect is not followed', async () => {
  const server = await startScriptedServer();
  server.script({ status: 302, headers: { location: '/elsewhere' }, portions: ['on', 'ward'] });
  const { status, headers, body } = await ask({}, `${server.url}/here`);
  expect([status, headers['location']]).toEqual([302, '/elsewhere']);
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  expect(Buffer.concat(parts).toString()).toBe('onward');
  expect(server.received.map(({ path }) => path)).toEqual(['/here']);
});

test('an encrypted request goes through a tunnel of the proxy', async () => {
  const proxy = await startProxy((await startScriptedServer()).url);
  // The other end speaks no TLS here, so nothing was told to it.
  await expect(ask({ HTTPS_PROXY: proxy.url }, 'https://api.example.invalid/')).rejects.toThrow(
    /SSL|TLS|socket/i,
  );
  expect(proxy.seen).toEqual(['CONNECT api.example.invalid:443']);
});

test('an address of a proxy that can’t be read is told by the name of its variable', async () => {
  await expect(ask({ HTTP_PROXY: 'http://me:secret@[' }, 'http://127.0.0.1:9/')).rejects.toThrow(
    /^HTTP_PROXY is no address of a proxy$/,
  );
});

test('a SOCKS proxy for everything is not used', async () => {
  const server = await startScriptedServer();
  server.script({ portions: ['here'] });
  expect((await ask({ ALL_PROXY: 'socks5://127.0.0.1:1' }, server.url)).status).toBe(200);
});
