import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { z } from 'zod';
import { httpApi } from '../../../core/contract/hub/http-api.ts';
import type { Heard } from './doors-judge.ts';
import { type DoorsWorld, firstOf, must } from './doors-world.ts';
import { mutatedText, mutatedValue } from './mutate-message.ts';
import { type Random, validFor } from './valid-input.ts';

const entries = Object.values(httpApi).map((entry) => ({
  ...entry,
  inputs: z.toJSONSchema(entry.body, { io: 'input', unrepresentable: 'any' }),
  query: z.toJSONSchema(entry.params, { io: 'input', unrepresentable: 'any' }),
}));
const Refused = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

interface Asked {
  readonly port: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Null where the connection was ended without an answer, or nothing of it could be sent. */
function ask({ port, method, path, headers, body }: Asked, agent: Agent): Promise<Answered | null> {
  return new Promise((resolve) => {
    try {
      const options = {
        host: '127.0.0.1',
        port,
        method,
        path,
        headers,
        agent,
        setHost: !('host' in headers),
      };
      const asking = request(options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('close', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      });
      asking.on('error', () => resolve(null));
      asking.end(body === '' ? undefined : body);
    } catch {
      // What Node's own client refuses to send goes over a bare socket, below.
      resolve(null);
    }
  });
}

const HOSTS = ['evil.example', '127.0.0.1', '[::1]:80', '127.0.0.1:0', "a'b", '', 'localhost:1'] as const;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'] as const;
const BODIES = ['application/json', 'text/plain', 'application/json;charset=x', ''] as const;

function oddHeaders(random: Random): Record<string, string> {
  return random.pick<Record<string, string>>([
    { host: random.pick(HOSTS) },
    { origin: random.pick(['null', 'http://evil.example', 'http://127.0.0.1']) },
    { 'content-type': random.pick(BODIES) },
    { 'x-long': 'x'.repeat(random.below(20_000)) },
    { expect: '100-continue' },
    { connection: 'close' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    { 'content-encoding': 'gzip' },
  ]);
}

/** The hub's door for tools, and what new hosts are given there. */
export async function knockAsTool(
  world: DoorsWorld,
  name: string,
  count: number,
  random: Random,
  heard: Heard,
): Promise<void> {
  const { known, complain, answered, screen } = world;
  const agent = new Agent({ keepAlive: true });
  const newToken = async (): Promise<string> =>
    must(
      await screen.call('hub.addToken', {
        name: `${name} ${random.below(1e9)}`,
        scope: random.pick(['submit', 'submit', 'admin']),
      }),
    ).token;
  let token = await newToken();
  let last = '{}';
  let wrong = 0;
  for (let sent = 0; sent < count; ) {
    const port = Number(new URL(world.hubUrl()).port);
    if (random.below(40) === 0) {
      sent += 1;
      await bareRequest(world, port, 'the hub', random);
      continue;
    }
    if (random.below(25) === 0) {
      sent += 1;
      await askForInstall(world, port, agent, random);
      continue;
    }
    const entry = entries[random.below(entries.length)];
    // Limits that somebody sets hold for everybody, until the next batch.
    if (entry === undefined || (entry.path.startsWith('/api/limits') && random.below(20) > 0)) continue;
    sent += 1;
    const params = validFor(entry.query, known, random);
    const fields = Object.entries(typeof params === 'object' && params !== null ? params : {});
    let { path } = entry;
    const query = new URLSearchParams();
    for (const [key, value] of fields) {
      const said = random.below(6) === 0 ? String(mutatedValue(value, known, random)) : String(value);
      if (path.includes(`:${key}`)) path = path.replace(`:${key}`, escaped(said));
      else query.set(key, said.toWellFormed());
    }
    if (random.below(15) === 0)
      path = random.pick([`${path}/`, `/${path}`, path.slice(1), `${path}%zz`, '*']);
    const right = validFor(entry.inputs, known, random);
    const takesBody = entry.method === 'POST' || entry.method === 'PUT';
    const body = !takesBody
      ? ''
      : random.below(3) === 0
        ? JSON.stringify(right)
        : mutatedText(right, last, known, random);
    if (body !== '') last = body;
    const isOld = random.below(50) === 0 && heard.oldTokens.length > 0;
    const old = heard.oldTokens[random.below(heard.oldTokens.length)] ?? '';
    const shown = random.below(20) === 0 ? token.slice(0, random.below(token.length)) : token;
    const answer = await answered(
      ask(
        {
          port,
          method: random.below(20) === 0 ? random.pick(METHODS) : entry.method,
          path: `${path.startsWith('/') || path === '*' ? '' : '/'}${path}${query.size === 0 ? '' : `?${query}`}`,
          headers: {
            authorization: `Bearer ${isOld ? old : shown}`,
            'content-type': 'application/json',
            ...(random.below(12) === 0 ? oddHeaders(random) : {}),
          },
          body,
        },
        agent,
      ),
      `${entry.method} ${path}`,
    );
    if (answer === null) continue;
    known.hear(answer.text);
    world.count(`tools ${answer.status}`);
    judge(answer, `${entry.method} ${path} ${body.slice(0, 300)}`, complain);
    if (isOld && entry.scope !== 'open' && answer.status < 300)
      complain('a token that was replaced was let in');
    wrong += answer.status === 422 || answer.status === 400 || answer.status === 413 ? 1 : 0;
    // Away for what it got wrong, or revoked by somebody's order.
    if (answer.status === 429 || (answer.status === 401 && shown === token && !isOld)) {
      if (wrong === 0 && answer.text.includes('http.cooldown'))
        complain('a tool that got nothing wrong has to stay away');
      token = await newToken();
      wrong = 0;
    }
  }
  agent.destroy();
}

const escaped = (said: string): string => encodeURIComponent(said.toWellFormed()).slice(0, 500);

function judge({ status, text }: Answered, what: string, complain: (problem: string) => void): void {
  if (status === 503 || status < 400) return;
  if (status >= 500) return complain(`${status} to ${what}: ${text.slice(0, 300)}`);
  // Node itself answers what is no HTTP.
  if (text === '') return;
  if (!Refused.safeParse(parsed(text)).success)
    complain(`${status} without a reason to ${what}: ${text.slice(0, 200)}`);
}

/** Nothing but an address may stand in a script that somebody will run. */
async function askForInstall(world: DoorsWorld, port: number, agent: Agent, random: Random): Promise<void> {
  const name = random.pick(['agent.sh', 'agent.sh', 'quarterdeck.tgz', '..%2f..%2fkeys.json', '.', '']);
  const host = random.pick([`127.0.0.1:${port}`, `localhost:${port}`, `127.0.0.1:${port}';id;'`, ...HOSTS]);
  const headers = { host };
  const asked = ask(
    {
      port,
      method: random.pick(['GET', 'GET', 'HEAD', 'POST']),
      path: `/install/${name}`,
      headers,
      body: '',
    },
    agent,
  );
  const answer = await world.answered(asked, `GET /install/${name}`);
  if (answer === null) return;
  judge(answer, `GET /install/${name} for ${host}`, world.complain);
  if (name !== 'agent.sh' || answer.status !== 200 || answer.text === '') return;
  const hub = /^hub='(.*)'$/mu.exec(answer.text)?.[1] ?? '';
  if (hub !== `http://127.0.0.1:${port}` && hub !== `http://localhost:${port}`)
    world.complain(`the install script names ${hub} as the hub`);
}

/** The web shell's door: pages and files, and links that let in once. */
export async function knockAtPages(world: DoorsWorld, count: number, random: Random): Promise<void> {
  const { web, complain, answered, known } = world;
  const agent = new Agent({ keepAlive: true });
  for (let sent = 0; sent < count; sent += 1) {
    if (random.below(30) === 0) {
      await bareRequest(world, web.port, 'the web shell', random);
      continue;
    }
    if (random.below(40) === 0) {
      sent += await useLinkOften(world, agent, random);
      continue;
    }
    const path = random.pick([
      '/',
      '/trackers',
      '/assets/app.js',
      '/assets/..%2f..%2fquarterdeck.db',
      '/%2e%2e/%2e%2e/quarterdeck.db',
      '//evil.example/x',
      '/\\evil.example',
      `/?token=${random.below(1e9)}`,
      `/tasks/${known.id('ta', random)}`,
      '/%zz',
      `/${'a/'.repeat(random.below(2000))}`,
      '/index.html%00.js',
      '*',
    ]);
    const asked = ask(
      {
        port: web.port,
        method: random.below(6) === 0 ? random.pick(METHODS) : 'GET',
        path,
        headers: {
          ...(random.below(4) === 0 ? {} : { cookie: web.cookie }),
          ...(random.below(3) === 0 ? oddHeaders(random) : {}),
        },
        body: '',
      },
      agent,
    );
    const answer = await answered(asked, `the page ${path.slice(0, 100)}`);
    if (answer === null) continue;
    world.count(`pages ${answer.status}`);
    if (answer.status >= 500)
      complain(`${answer.status} to the page ${path.slice(0, 100)}: ${answer.text.slice(0, 200)}`);
    if (answer.text.startsWith('SQLite')) complain(`${path} gave the database away`);
    if (answer.headers['set-cookie'] !== undefined) complain(`${path} let a stranger in`);
  }
  agent.destroy();
}

/** The same link many times at once, and spoilt ones beside it: it lets in once. */
async function useLinkOften(world: DoorsWorld, agent: Agent, random: Random): Promise<number> {
  const token = new URL(await world.link()).searchParams.get('token') ?? '';
  const tries = 2 + random.below(5);
  const said = (at: number): string =>
    at > 0 && random.below(3) === 0
      ? random.pick([token.slice(1), `${token}%00`, token.toUpperCase(), `${token}&token=${token}`])
      : token;
  const answers = await Promise.all(
    Array.from({ length: tries }, (_, at) => {
      const path = `/?token=${said(at)}`;
      const asked = ask({ port: world.web.port, method: 'GET', path, headers: {}, body: '' }, agent);
      return world.answered(asked, 'a link');
    }),
  );
  const let_in = answers.filter((answer) => answer?.headers['set-cookie'] !== undefined).length;
  if (let_in !== 1) world.complain(`one link let in ${let_in} times`);
  return tries;
}

/** Requests as no library makes them: two lengths, no end, lines that are none, cut off anywhere. */
async function bareRequest(world: DoorsWorld, port: number, whose: string, random: Random): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  const closed = firstOf(socket, 'close');
  const host = `Host: 127.0.0.1:${port}\r\n`;
  const bytes = random.pick([
    `POST /api/tasks HTTP/1.1\r\n${host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n`,
    `POST /api/tasks HTTP/1.1\r\n${host}Content-Length: 50000\r\n\r\n{"task":`,
    `POST /api/tasks HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n`,
    `GET /agents HTTP/1.1\r\n${host}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    `GET /live HTTP/1.1\r\n${host}Connection: Upgrade\r\nUpgrade: h2c\r\nSec-WebSocket-Key: x\r\n\r\n`,
    `GET / HTTP/1.1\r\n${host}Host: evil.example\r\n\r\n`,
    `GET /${'x'.repeat(30_000)} HTTP/1.1\r\n${host}\r\n`,
    `GET / HTTP/1.0\r\n\r\n`,
    `CONNECT 127.0.0.1:${port} HTTP/1.1\r\n${host}\r\n`,
    `\u0016\u0003\u0001\u0002\u0000\u0001`,
    `GET /\u0000 HTTP/1.1\r\n${host}X: \u0000\r\n\r\n`,
  ]);
  socket.end(random.below(3) === 0 ? bytes.slice(0, random.below(bytes.length)) : bytes);
  socket.resume();
  if (
    (await world.answered(closed, `a torn request to ${whose}: ${JSON.stringify(bytes.slice(0, 120))}`)) ===
    null
  )
    socket.destroy();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
