import { z } from 'zod';
import type { EndpointKind, EndpointSpec } from '../../../../core/domain/fleet/routing.ts';
import { parseOutsideJson } from '../../../../core/kernel/outside-json.ts';

/** What an endpoint reports: its models, or in words why it cannot be used. */
export type ProbeResult =
  | { readonly ok: true; readonly models: readonly string[]; readonly note: string }
  | { readonly ok: false; readonly note: string };

export type EndpointProbe = (spec: EndpointSpec, signal: AbortSignal) => Promise<ProbeResult>;

const timeoutMs = 5_000;
const maxBytes = 1024 * 1024;
const maxModels = 500;

const Name = z.string().min(1).max(200);
const Tags = z.object({ models: z.array(z.object({ name: Name })).max(maxModels) });
const Models = z.object({ data: z.array(z.object({ id: Name })).max(maxModels) });

/** Asks over HTTP, at most 5 seconds and one megabyte per question. */
export async function probeEndpoint(spec: EndpointSpec, signal: AbortSignal): Promise<ProbeResult> {
  try {
    return await questions[spec.kind](spec.url.replace(/\/+$/, ''), signal);
  } catch (error) {
    return { ok: false, note: whyNot(error) };
  }
}

const questions: Readonly<Record<EndpointKind, (base: string, signal: AbortSignal) => Promise<ProbeResult>>> =
  {
    async ollama(base, signal) {
      const { models } = Tags.parse(await getJson(`${base}/api/tags`, signal));
      const names = models.map((model) => model.name);
      return { ok: true, models: names, note: await warmNote(base, names, signal) };
    },
    async openai(base, signal) {
      // Bases are given with and without the version, as their makers' own pages do.
      const url = base.endsWith('/v1') ? `${base}/models` : `${base}/v1/models`;
      const { data } = Models.parse(await getJson(url, signal));
      return { ok: true, models: data.map((model) => model.id), note: '' };
    },
  };

/** Which models are in memory already. Older servers don't say: then nothing is noted. */
async function warmNote(base: string, known: readonly string[], signal: AbortSignal): Promise<string> {
  try {
    const { models } = Tags.parse(await getJson(`${base}/api/ps`, signal));
    const warm = models
      .map((model) => model.name)
      .filter((name) => known.includes(name))
      .toSorted();
    return warm.length === 0 ? '' : `In memory: ${warm.join(', ')}.`.slice(0, 500);
  } catch {
    return '';
  }
}

async function getJson(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    redirect: 'error',
    headers: { accept: 'application/json' },
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Refusal(`It answers ${response.status} to ${new URL(url).pathname}.`);
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > maxBytes) throw new Refusal('Its answer is longer than one megabyte.');
    parts.push(part);
  }
  const parsed = parseOutsideJson(Buffer.concat(parts).toString('utf8'));
  if (!parsed.ok) throw new Refusal(NO_MODELS);
  return parsed.value;
}

const NO_MODELS = 'It answers something else than a list of models. Check its kind and address.';

class Refusal extends Error {}

function whyNot(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  if (error instanceof z.ZodError) return NO_MODELS;
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return `It did not answer within ${timeoutMs / 1000} seconds.`;
  const cause = error instanceof Error ? error.cause : null;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : null;
  return code === null ? 'It could not be asked.' : `It could not be reached (${code}).`;
}
