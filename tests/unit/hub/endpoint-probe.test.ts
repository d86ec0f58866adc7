import { createServer, type RequestListener } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EndpointSpec } from '../../../core/domain/fleet/routing.ts';
import { probeEndpoint } from '../../../main/engine/hub/endpoints/endpoint-probe.ts';

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
const spec = (kind: 'ollama' | 'openai', url: string) =>
  EndpointSpec.parse({ name: 'Here', kind, url, tiers: ['trivial'] });
const ask = (kind: 'ollama' | 'openai', url: string) =>
  probeEndpoint(spec(kind, url), new AbortController().signal);

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
    ['more than a megabyte', 200, ' '.repeat(1_100_000), /longer than one megabyte/],
  ])('says in words that it got %s', async (_, status, body, words) => {
    const url = await serve((_request, response) => response.writeHead(status).end(body));
    expect(await ask('ollama', url)).toEqual({ ok: false, note: expect.stringMatching(words) });
  });

  it('says that nothing listens, and follows no redirect to elsewhere', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const address = closed.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await new Promise((resolve) => closed.close(resolve));
    expect(await ask('ollama', `http://127.0.0.1:${port}`)).toEqual({
      ok: false,
      note: expect.stringContaining('could not be reached'),
    });
    const url = await serve((_request, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    );
    expect(await ask('ollama', url)).toMatchObject({ ok: false });
  });
});
