import type { RowOf } from '../../../core/contract/index.ts';
import { type EndpointKind, EndpointSpec } from '../../../core/domain/fleet/routing.ts';
import { Tier } from '../../../core/domain/fleet/tasks/task.ts';
import type { Mark } from '../../ui/marks/mark.ts';
import { formatExact } from '../../ui/text/format.ts';

export type Endpoint = RowOf<'endpoints.list'>;
export type Host = RowOf<'hosts.list'>;

export const kindLabels: Readonly<Record<EndpointKind, string>> = {
  ollama: 'Ollama',
  openai: 'OpenAI-compatible',
};

/** A check older than this says nothing about now. */
export const checkStaleMs = 5 * 60_000;

/** What is known of its health; an old check is known no more. */
export function shownHealth(
  { health, checkedAt, note }: Pick<Endpoint, 'health' | 'checkedAt' | 'note'>,
  now: number,
): { readonly mark: Mark; readonly text: string } {
  if (health === 'unknown' || checkedAt === null) return { mark: 'stale', text: 'not checked yet' };
  if (now - checkedAt > checkStaleMs) {
    return { mark: 'stale', text: `unknown, last ${health === 'healthy' ? 'healthy' : 'not answering'}` };
  }
  return health === 'healthy'
    ? { mark: 'done', text: 'healthy' }
    : { mark: 'blocked', text: note === '' ? 'not answering' : note };
}

/** What it asked for, in words: no new task goes there before. */
export function pauseText(pause: Endpoint['pause'], now: number): string | null {
  if (pause === null || pause.until <= now) return null;
  const what =
    pause.model === null ? 'asked us to try again later' : `asked us to try again later for ${pause.model}`;
  return `${what}: new tasks from ${formatExact(pause.until)}`;
}

/** The models that can be used now, best first, and those that are wanted but not offered. */
export function modelsOf({ models, offers }: Pick<Endpoint, 'models' | 'offers'>): {
  readonly usable: readonly string[];
  readonly missing: readonly string[];
} {
  if (models.length === 0) return { usable: offers, missing: [] };
  const offered = new Set(offers);
  return {
    usable: models.filter((model) => offered.has(model)),
    missing: models.filter((model) => !offered.has(model)),
  };
}

export interface EndpointDraft {
  readonly name: string;
  readonly kind: EndpointKind;
  readonly url: string;
  readonly tiers: readonly Tier[];
  /** One a line. */
  readonly models: string;
  readonly host: string;
}

export const newEndpoint: EndpointDraft = {
  name: '',
  kind: 'ollama',
  url: 'http://localhost:11434',
  tiers: ['trivial', 'standard'],
  models: '',
  host: '',
};

export const draftOf = (endpoint: Endpoint): EndpointDraft => ({
  name: endpoint.name,
  kind: endpoint.kind,
  url: endpoint.url,
  tiers: endpoint.tiers,
  models: endpoint.models.join('\n'),
  host: endpoint.host ?? '',
});

export interface EndpointRead {
  readonly spec: EndpointSpec | null;
  readonly problems: Readonly<Partial<Record<keyof EndpointDraft, string>>>;
}

const sentences: Readonly<Record<keyof EndpointDraft, string>> = {
  name: 'A name of at most 100 characters is needed.',
  kind: 'Choose what it is.',
  url: 'An address that begins with http:// or https:// is needed.',
  tiers: 'Choose at least one tier.',
  models: 'At most 50 models of at most 200 characters.',
  host: 'At most 200 characters.',
};

const isField = (name: unknown): name is keyof EndpointDraft => typeof name === 'string' && name in sentences;

/** What was typed as an endpoint, or what is wrong with which field. */
export function readEndpoint(draft: EndpointDraft): EndpointRead {
  const parsed = EndpointSpec.safeParse({
    name: draft.name,
    kind: draft.kind,
    url: draft.url.trim(),
    tiers: Tier.options.filter((tier) => draft.tiers.includes(tier)),
    models: [...new Set(draft.models.split('\n').map((line) => line.trim()))].filter(Boolean),
    host: draft.host.trim() === '' ? null : draft.host.trim(),
  });
  if (parsed.success) return { spec: parsed.data, problems: {} };
  const problems: Partial<Record<keyof EndpointDraft, string>> = {};
  for (const { path } of parsed.error.issues) {
    const [field] = path;
    if (isField(field)) problems[field] = sentences[field];
  }
  return { spec: null, problems };
}
