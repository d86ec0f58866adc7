import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { createClient } from '../../../core/contract/transport/client.ts';
import { webSocketPort } from '../../../core/contract/transport/web-socket-port.ts';
import { ok } from '../../../core/kernel/result.ts';
import { preferredPort } from '../../../main/web/port-choice.ts';
import { startWebServer, type WebServer } from '../../../main/web/web-server.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { fakeWire } from '../../support/web/fake-wire.ts';
import { ask, enterBy, liveClient } from '../../support/web/web-visitor.ts';

const identity = randomBytes(12).toString('hex');

async function start(
  folder = tempFolder(),
  port: number | null = null,
): Promise<WebServer & { folder: string }> {
  const screens = join(folder, 'screens');
  mkdirSync(join(screens, 'assets'), { recursive: true });
  writeFileSync(join(screens, 'index.html'), '<!doctype html><title>screens</title>');
  writeFileSync(join(screens, 'first.js'), '1');
  writeFileSync(join(screens, 'assets', 'app-abc123.js'), 'export {}');
  writeFileSync(join(folder, 'outside.txt'), 'secret');
  const wire = fakeWire({
    calls: { 'search.find': ({ text }) => ok({ hits: [], total: text.length, milliseconds: 0 }) },
  });
  const server = await startWebServer({
    folder,
    identity,
    screens,
    port,
    clock: { now: () => Date.now() },
    entropy: { bytes: (count) => new Uint8Array(randomBytes(count)) },
    accept: (given) => wire.server.accept(given),
  });
  if (!server.ok) throw new Error(server.error.message);
  onTestFinished(() => server.value.close());
  return { ...server.value, folder };
}

const enter = async (server: WebServer): Promise<string> => (await enterBy(server.link())).cookie;

function live(server: WebServer, headers: Record<string, string>): Promise<WebSocket | number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/live`, { headers });
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => {});
  });
}

describe('the web shell', () => {
  test('lets in whoever brings the one-time token, by a strict cookie named by port, and only once', async () => {
    const server = await start();
    const link = new URL(server.link());
    const first = await ask(server.port, link.pathname + link.search);
    expect(first.status).toBe(200);
    expect(first.headers['set-cookie']).toHaveLength(1);
    expect(first.headers['set-cookie']?.[0]).toMatch(
      new RegExp(`^qd_${server.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict; Max-Age=\\d+$`),
    );
    expect(first.body).toContain('content="0;url=/"');
    const again = await ask(server.port, link.pathname + link.search);
    expect(again.status).toBe(403);
    expect(again.body).toContain('quarterdeck open');
  });

  test('shows the screens to the cookie, and nothing to anybody else', async () => {
    const server = await start();
    expect((await ask(server.port, '/')).status).toBe(403);
    expect((await ask(server.port, '/first.js')).status).toBe(403);
    expect((await ask(server.port, '/', { cookie: `qd_${server.port}=guess` })).status).toBe(403);
    const cookie = await enter(server);
    expect((await ask(server.port, '/', { cookie })).body).toContain('screens');
    expect((await ask(server.port, '/trackers/tr_1?item=it_2', { cookie })).body).toContain('screens');
    expect((await ask(server.port, '/missing.js', { cookie })).status).toBe(404);
    expect((await ask(server.port, '/', { cookie: `${cookie}; ${cookie}` })).status).toBe(403);
  });

  test('keeps the path of a deep link over the exchange, on this host', async () => {
    const server = await start();
    const token = new URL(server.link()).search.slice('?token='.length);
    const deep = await ask(server.port, `/trackers/tr_1?item=it_2&token=${token}`);
    expect(deep.body).toContain('content="0;url=/trackers/tr_1?item=it_2"');
  });

  test.each([
    '//evil.example/',
    '///evil.example/',
    '/\\evil.example/',
    '/./\\evil.example/',
    '/a/..//evil.example/',
    '/a/..\\\\evil.example/',
    '/%2e//evil.example/',
    'http://evil.example/',
  ])('leads nobody to another host by the path %s', async (path) => {
    const server = await start();
    const { body } = await ask(server.port, path + new URL(server.link()).search);
    const target = /content="0;url=([^"]*)"/.exec(body)?.[1] ?? 'none';
    expect(new URL(target, `http://127.0.0.1:${server.port}/`).host).toBe(`127.0.0.1:${server.port}`);
    expect(target).toMatch(/^\/(?![/\\])/);
  });

  test.each([
    ['a foreign Host', { host: 'evil.example' }],
    ['a Host without port', { host: '127.0.0.1' }],
    ['another port', { host: '127.0.0.1:1' }],
    ['a foreign Origin', { origin: 'http://evil.example' }],
    ['another port as Origin', { origin: 'http://127.0.0.1:1' }],
    ['an opaque Origin', { origin: 'null' }],
    ['a part loaded by another page', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }],
  ])('refuses %s even with the cookie', async (_, headers) => {
    const server = await start();
    const cookie = await enter(server);
    const reply = await ask(server.port, '/', { cookie, ...headers });
    expect(reply.status).toBe(403);
    expect(reply.body).not.toContain('screens');
  });

  test('answers to localhost too', async () => {
    const server = await start();
    const cookie = await enter(server);
    expect((await ask(server.port, '/', { cookie, host: `localhost:${server.port}` })).status).toBe(200);
  });

  test('only reads: other methods are refused, and HEAD spends no token', async () => {
    const server = await start();
    const link = new URL(server.link());
    expect((await ask(server.port, '/', {}, 'POST')).status).toBe(403);
    await ask(server.port, link.pathname + link.search, {}, 'HEAD');
    expect((await ask(server.port, link.pathname + link.search)).status).toBe(200);
  });

  test('states a strict policy on every answer, caches only what carries its hash', async () => {
    const server = await start();
    const cookie = await enter(server);
    const replies = await Promise.all(
      ['/', '/first.js', '/assets/app-abc123.js', '/assets/none.js'].map((path) =>
        ask(server.port, path, { cookie }),
      ),
    );
    replies.push(await ask(server.port, '/'));
    for (const { headers } of replies) {
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; script-src 'self'; style-src 'self';/,
      );
      expect(headers['content-security-policy']).not.toMatch(/unsafe|http|\*/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
    }
    expect(replies.map(({ headers }) => headers['cache-control'])).toEqual([
      'no-store',
      'no-store',
      'private, max-age=31536000, immutable',
      'no-store',
      'no-store',
    ]);
  });

  test('serves nothing outside its folder, by dots or by links', async () => {
    const server = await start();
    symlinkSync(join(server.folder, 'outside.txt'), join(server.folder, 'screens', 'link.txt'));
    const cookie = await enter(server);
    for (const path of [
      '/../outside.txt',
      '/%2e%2e/outside.txt',
      '/..%2foutside.txt',
      '/assets/..%5c..%5coutside.txt',
      '/link.txt',
      '/%00.txt',
      '/%ff',
      '/.hidden.txt',
    ]) {
      expect((await ask(server.port, path, { cookie })).body).not.toContain('secret');
    }
  });

  test('carries the contract over a WebSocket of its own page only', async () => {
    const server = await start();
    const cookie = await enter(server);
    const origin = `http://127.0.0.1:${server.port}`;
    expect(await live(server, { cookie })).toBe(403);
    expect(await live(server, { cookie, origin: 'http://evil.example' })).toBe(403);
    expect(await live(server, { cookie, origin, host: 'evil.example' })).toBe(403);
    const socket = await live(server, { cookie, origin });
    if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
    const client = createClient(webSocketPort(socket), { verify: true });
    expect(await client.call('search.find', { text: 'gate', limit: 1 })).toMatchObject({
      value: { total: 4 },
    });
    client.close();
  });

  test('tells a page whose pass ran out how to get a new one, and carries nothing for it', async () => {
    const server = await start();
    const client = liveClient({ port: server.port, cookie: `qd_${server.port}=old` });
    expect(await client.call('search.find', { text: 'gate', limit: 1 })).toMatchObject({
      ok: false,
      error: { code: 'web.not-admitted', message: expect.stringContaining('quarterdeck open') },
    });
    expect(client.connection.phase).toBe('refused');
  });

  test('has the same port again, and lets an open tab back in, after it was killed', async () => {
    const folder = tempFolder();
    const first = await start(folder);
    const cookie = await enter(first);
    await first.close();
    const second = await start(folder);
    expect(second.port).toBe(first.port);
    expect(second.taken).toBeNull();
    expect((await ask(second.port, '/', { cookie })).status).toBe(200);
  });

  test("keeps no secret readable: the file is its owner's and holds digests", async () => {
    const server = await start();
    const cookie = await enter(server);
    const path = join(server.folder, 'web.json');
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(readFileSync(path, 'utf8')).not.toContain(cookie.split('=')[1]);
  });

  test('takes the next free port when its own is taken, says which, and comes back to it', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(preferredPort(identity), '127.0.0.1', resolve));
    const folder = tempFolder();
    const moved = await start(folder);
    expect(moved.taken).toBe(preferredPort(identity));
    expect(moved.port).toBeGreaterThan(preferredPort(identity));
    await moved.close();
    await new Promise((resolve) => squatter.close(resolve));
    expect((await start(folder)).port).toBe(preferredPort(identity));
  });

  test('refuses to move when a port was asked for by number', async () => {
    const first = await start();
    await expect(start(tempFolder(), first.port)).rejects.toThrow(/Port \d+ is taken/);
  });
});

describe('places at the web shell', () => {
  test('are not held by strangers: the owner comes in whatever they hold open', async () => {
    const server = await start();
    const headers = { origin: `http://127.0.0.1:${server.port}` };
    const idle = Array.from({ length: 200 }, () => {
      const socket = connect(server.port, '127.0.0.1');
      socket.on('error', () => {});
      return socket;
    });
    onTestFinished(() => idle.forEach((socket) => void socket.destroy()));
    await Promise.all(idle.map((socket) => once(socket, 'connect')));
    const strangers = await Promise.all(Array.from({ length: 70 }, () => live(server, headers)));
    const cookie = await enter(server);
    expect(await live(server, { ...headers, cookie })).toBeInstanceOf(WebSocket);
    await Promise.all(
      idle
        .slice(0, 136)
        .filter((socket) => !socket.closed)
        .map((socket) => once(socket, 'close')),
    );
    for (const stranger of strangers) if (stranger instanceof WebSocket) stranger.terminate();
  });

  test('a refused upgrade is ended on both sides, also when the other keeps its own open', async () => {
    const server = await start();
    const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
    socket.on('error', () => {});
    onTestFinished(() => void socket.destroy());
    socket.write(
      `GET /live HTTP/1.1\r\nHost: evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: ${'A'.repeat(22)}==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    );
    let reply = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      reply += text;
    });
    await once(socket, 'end');
    expect(reply).toContain('403');
    // A socket that the server gave up answers what is still sent with a reset.
    const reset = new Promise((resolve) => socket.once('close', resolve));
    const more = setInterval(() => socket.write('x'), 20);
    onTestFinished(() => clearInterval(more));
    await reset;
  });
});
