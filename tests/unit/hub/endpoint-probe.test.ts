import { createServer, type RequestListener } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EndpointSpec } from '../../../core/domain/fleet/routing.ts';
import { createEndpointProbe } from '../../../main/engine/hub/endpoints/endpoint-probe.ts';
import { createHttpClient } from '../../../node/http/http-client.ts';
import { startProxy } from '../../support/simulators/proxy.ts';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

const json =
  (answers: Readonly<Record<string, unknown>>): RequestListener =>
  (request, response) => {
    const answer = answers[request.url ?? ''];
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? { error: 'nothing' }));
  };
const spec = (kind: 'ollama' | 'openai', url: string, models: string[] = []) =>
  EndpointSpec.parse({ name: 'Here', kind, url, tiers: ['trivial'], models });
const probe = createEndpointProbe(createHttpClient({}));
const ask = (kind: 'ollama' | 'openai', url: string, models: string[] = []) =>
  probe(spec(kind, url, models), new AbortController().signal);

describe('asking a model endpoint', () => {
  it('reads the models of an Ollama server and which of them are in memory', async () => {
    const url = await serve(
      json({
        '/api/tags': { models: [{ name: 'small:1b', size: 1 }, { name: 'large:70b' }] },
        '/api/ps': { models: [{ name: 'large:70b' }, { name: 'gone' }] },
      }),
    );
    expect(await ask('ollama', `${url}/`)).toEqual({
      ok: true,
      models: ['small:1b', 'large:70b'],
      note: 'In memory: large:70b.',
    });
  });

  it('does without the list of models in memory', async () => {
    const url = await serve(json({ '/api/tags': { models: [] } }));
    expect(await ask('ollama', url)).toEqual({ ok: true, models: [], note: '' });
  });

  it('reads the models of an OpenAI-compatible server, with or without the version in its address', async () => {
    const url = await serve(json({ '/v1/models': { object: 'list', data: [{ id: 'm1' }] } }));
    const expected = { ok: true, models: ['m1'], note: '' };
    expect([await ask('openai', url), await ask('openai', `${url}/v1`)]).toEqual([expected, expected]);
  });

  it.each([
    ['another status', 404, '{}', /answers 404 to \/api\/tags/],
    ['no JSON', 200, '<html>', /something else than a list of models/],
    ['another shape', 200, '{"models":[{"id":1}]}', /something else than a list of models/],
    ['more than four megabytes', 200, ' '.repeat(4_200_000), /longer than four megabytes/],
  ])('says in words that it got %s', async (_, status, body, words) => {
    const url = await serve((_request, response) => response.writeHead(status).end(body));
    expect(await ask('ollama', url)).toEqual({ ok: false, busy: false, note: expect.stringMatching(words) });
  });

  it('says that nothing listens, and follows no redirect to elsewhere', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const address = closed.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await new Promise((resolve) => closed.close(resolve));
    expect(await ask('ollama', `http://127.0.0.1:${port}`)).toEqual({
      ok: false,
      busy: false,
      note: expect.stringContaining('could not be reached'),
    });
    const url = await serve((_request, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    );
    expect(await ask('ollama', url)).toMatchObject({ ok: false });
  });

  it.each(['/v4', '/api/paas/v4', '/openai/v1', '/v1/'])(
    'asks below the path its address has (%s)',
    async (path) => {
      const url = await serve(json({ [`${path.replace(/\/$/, '')}/models`]: { data: [{ id: 'm1' }] } }));
      expect(await ask('openai', `${url}${path}`)).toEqual({ ok: true, models: ['m1'], note: '' });
    },
  );

  it('reads a list that stands alone, and keeps what is named of a very long one', async () => {
    const data = Array.from({ length: 900 }, (_, index) => ({ id: `m${index}` }));
    const url = await serve(json({ '/v1/models': data }));
    const found = await ask('openai', url, ['m899']);
    expect(found.ok && [found.models.length, found.models[0]]).toEqual([500, 'm899']);
  });

  it.each([401, 403])(
    'takes a server that wants a key (%i) for one that answers: agents have their own',
    async (status) => {
      const url = await serve((_request, response) => response.writeHead(status).end('{}'));
      expect(await ask('openai', url, ['m1', 'm2'])).toEqual({
        ok: true,
        models: ['m1', 'm2'],
        note: expect.stringMatching(/wants a key; agents have their own.*taken as offered/),
      });
      expect(await ask('openai', url)).toEqual({
        ok: true,
        models: [],
        note: expect.stringMatching(/wants a key.*Each asks it for its models/),
      });
      // No agent has a key for Ollama.
      expect(await ask('ollama', url, ['m1'])).toMatchObject({ ok: false, busy: false });
    },
  );

  it('takes the models that are named for a server without a list, where it knows the address of a task', async () => {
    const url = await serve((request, response) => {
      const isChat = request.method === 'POST' && request.url === '/v4/chat/completions';
      response.writeHead(isChat ? 400 : 404).end('{"error":{"message":"messages is missing"}}');
    });
    expect(await ask('openai', `${url}/v4`, ['m1'])).toMatchObject({ ok: true, models: ['m1'] });
    expect(await ask('openai', `${url}/v4`)).toMatchObject({ ok: false });
    expect(await ask('openai', `${url}/v3`, ['m1'])).toEqual({
      ok: false,
      busy: false,
      note: 'It answers 404 to /v3/models.',
    });
  });

  it.each([429, 503])('says of a server that has no time now (%i) that it is there', async (status) => {
    const url = await serve((_request, response) =>
      response.writeHead(status).end('{"error":{"message":"Loading model"}}'),
    );
    expect(await ask('openai', url)).toEqual({
      ok: false,
      busy: true,
      note: `It answers ${status} to /v1/models.`,
    });
  });

  it('tells one that takes a connection and says nothing from one that is not there', async () => {
    const url = await serve(() => undefined);
    expect(await ask('ollama', url)).toEqual({
      ok: false,
      busy: true,
      note: 'It takes connections, but did not answer within 5 seconds. It may be busy, or loading a model.',
    });
  }, 10_000);

  it('goes through the proxy that a task would go through', async () => {
    const url = await serve(json({ '/v1/models': { data: [{ id: 'm1' }] } }));
    const proxy = await startProxy(url);
    const through = createEndpointProbe(createHttpClient({ http_proxy: proxy.url }));
    const found = await through(spec('openai', 'http://models.example'), new AbortController().signal);
    expect(found).toEqual({ ok: true, models: ['m1'], note: '' });
    expect(proxy.seen).toEqual(['GET http://models.example/v1/models']);
  });

  it('passes over models of Ollama that can’t call tools, and asks once about each', async () => {
    const asked: string[] = [];
    const url = await serve((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => {
        body += part.toString();
      });
      request.on('end', () => {
        const models = ['gemma2:2b', 'qwen3:8b', 'embed'].map((name) => ({ name, digest: `sha-${name}` }));
        if (request.url === '/api/tags') return response.end(JSON.stringify({ models }));
        if (request.url !== '/api/show') return response.writeHead(404).end();
        asked.push(body);
        const capabilities = body.includes('qwen3') ? ['completion', 'tools'] : ['completion'];
        return response.end(JSON.stringify({ capabilities, license: 'x'.repeat(50_000) }));
      });
    });
    const found = {
      ok: true,
      models: ['qwen3:8b'],
      note: "Not used, as they can't call tools: gemma2:2b, embed.",
    };
    expect([await ask('ollama', url), await ask('ollama', url)]).toEqual([found, found]);
    expect(asked).toEqual(['{"model":"gemma2:2b"}', '{"model":"qwen3:8b"}', '{"model":"embed"}']);
  });

  it('uses every model of an older Ollama that does not say what they can', async () => {
    const url = await serve(
      json({ '/api/tags': { models: [{ name: 'a' }, { name: 'b' }] }, '/api/show': { details: {} } }),
    );
    expect(await ask('ollama', url)).toEqual({ ok: true, models: ['a', 'b'], note: '' });
  });
});
