import { z } from 'zod';
import type { EndpointKind, EndpointSpec } from '../../../../core/domain/fleet/routing.ts';
import { cutText } from '../../../../core/kernel/cut-text.ts';
import type { HttpClient } from '../../../../node/http/http-client.ts';
import { listedModels } from '../../../../node/http/listed-models.ts';
import { openaiUrl } from '../../../../node/http/openai-url.ts';
import { askJson, type JsonAnswer } from './ask-json.ts';
import { createToolKnowledge } from './ollama-tools.ts';

/** What a probe found: the models that tasks can use there, or in words why there are none. */
export type ProbeResult =
  | { readonly ok: true; readonly models: readonly string[]; readonly note: string }
  /** `busy`: it is there, and has no time or nothing loaded yet. */
  | { readonly ok: false; readonly busy: boolean; readonly note: string };

export type EndpointProbe = (spec: EndpointSpec, signal: AbortSignal) => Promise<ProbeResult>;

const maxModels = 500;
const noteLength = 500;

const Name = z.string().min(1).max(200);
const Tags = z.object({ models: z.array(z.object({ name: Name, digest: z.string().optional() })) });

const noModels = 'It answers something else than a list of models. Check its kind and address.';
const wantsKey = 'It wants a key; agents have their own.';
const keyNotes = {
  named: `${wantsKey} The models named for it are taken as offered.`,
  unnamed: `${wantsKey} Each asks it for its models; name those to use, to choose yourself.`,
} as const;
const emptyNote = 'It lists no models.';
const unlistedNote = 'It lists no models: those named for it are taken as offered.';

/** Statuses of a server that is there and can't answer now: too many requests, a model that is being loaded. */
const busyStatuses: ReadonlySet<number> = new Set([408, 429, 503, 529]);
const keyStatuses: ReadonlySet<number> = new Set([401, 403]);
/** Of a server that has no such address. */
const missingStatuses: ReadonlySet<number> = new Set([404, 405, 501]);

/** Probes endpoints as a task would call them: at the same address, through the same proxies, with tools. */
export function createEndpointProbe(http: HttpClient): EndpointProbe {
  const tools = createToolKnowledge(http);

  const probes: Readonly<
    Record<EndpointKind, (spec: EndpointSpec, signal: AbortSignal) => Promise<ProbeResult>>
  > = {
    async ollama(spec, signal) {
      const base = spec.url.replace(/\/+$/, '');
      const answer = await askJson(http, { url: `${base}/api/tags` }, signal);
      if (answer.how !== 'value') return whyNot(answer, `${base}/api/tags`);
      const tags = Tags.safeParse(answer.value);
      if (!tags.success) return unusable(noModels);
      const { models } = tags.data;
      const without = await tools.modelsWithout(base, wanted(models, spec), signal);
      const names = models.map(({ name }) => name);
      const usable = names.filter((name) => !without.has(name));
      const notes = [noToolsNote([...without]), await warmNote(base, usable, signal)];
      return answers(bounded(usable, spec), notes.filter(Boolean).join(' '));
    },
    async openai(spec, signal) {
      const url = openaiUrl(spec.url, 'models');
      const answer = await askJson(http, { url }, signal);
      if (answer.how === 'value') {
        const listed = listedModels(answer.value);
        if (listed === null) return unusable(noModels);
        return listed.length === 0 ? unusable(emptyNote) : answers(bounded(listed, spec), '');
      }
      const status = answer.how === 'refused' ? answer.status : 0;
      const isNamed = spec.models.length > 0;
      if (keyStatuses.has(status)) return answers(spec.models, keyNotes[isNamed ? 'named' : 'unnamed']);
      if (missingStatuses.has(status) && isNamed && (await takesChats(spec, signal)))
        return answers(spec.models, unlistedNote);
      return whyNot(answer, url);
    },
  };

  /** Whether tasks would be answered though there is no list: it knows the address, whatever it says of no question. */
  const takesChats = async (spec: EndpointSpec, signal: AbortSignal): Promise<boolean> => {
    const url = openaiUrl(spec.url, 'chat/completions');
    const answer = await askJson(http, { url, body: {} }, signal);
    return answer.how === 'refused' && [400, 401, 403, 422].includes(answer.status);
  };

  /** Which models are in memory already. Older servers don't say: then nothing is noted. */
  const warmNote = async (base: string, known: readonly string[], signal: AbortSignal): Promise<string> => {
    const answer = await askJson(http, { url: `${base}/api/ps` }, signal);
    const tags = Tags.safeParse(answer.how === 'value' ? answer.value : null);
    const warm = (tags.data?.models ?? []).map(({ name }) => name).filter((name) => known.includes(name));
    return warm.length === 0 ? '' : `In memory: ${warm.toSorted().join(', ')}.`;
  };

  return (spec, signal) => probes[spec.kind](spec, signal);
}

const unusable = (note: string): ProbeResult => ({ ok: false, busy: false, note });
const answers = (models: readonly string[], note: string): ProbeResult => ({
  ok: true,
  models,
  note: cutText(note, noteLength),
});

const noToolsNote = (models: readonly string[]): string =>
  models.length === 0 ? '' : `Not used, as they can't call tools: ${models.join(', ')}.`;

function whyNot(answer: Exclude<JsonAnswer, { how: 'value' }>, url: string): ProbeResult {
  if (answer.how !== 'refused')
    return answer.how === 'silent'
      ? { ok: false, busy: true, note: `${answer.words} It may be busy, or loading a model.` }
      : unusable(answer.words);
  const { status } = answer;
  const note = `It answers ${status} to ${new URL(url).pathname}.`;
  return { ok: false, busy: busyStatuses.has(status), note };
}

/** The models that are named for the endpoint, where some are; else all. */
const wanted = <Model extends { readonly name: string }>(
  models: readonly Model[],
  spec: EndpointSpec,
): readonly Model[] =>
  spec.models.length === 0 ? models : models.filter(({ name }) => spec.models.includes(name));

/** A long list loses those that nobody named. */
function bounded(models: readonly string[], spec: EndpointSpec): readonly string[] {
  if (models.length <= maxModels) return models;
  const named = models.filter((model) => spec.models.includes(model));
  return [...named, ...models.filter((model) => !spec.models.includes(model))].slice(0, maxModels);
}
