import { stringify } from 'yaml';
import { z } from 'zod';
import { cutText } from '../../../kernel/cut-text.ts';
import { DOCUMENT_CHARACTERS_MAX, parseYamlDocuments } from '../yaml-document.ts';

const Target = z.number().gt(0).max(1);
const Objective = z.union([
  z.object({ displayName: z.string().optional(), target: Target }),
  z
    .object({ displayName: z.string().optional(), targetPercent: z.number().gt(0).max(100) })
    .transform(({ displayName, targetPercent }) => ({
      displayName,
      target: Number((targetPercent / 100).toPrecision(12)),
    })),
]);
/** What of an SLO of OpenSLO an objective here can hold: how large a part has to be good. */
const OpenSlo = z.object({
  apiVersion: z.enum(['openslo/v1', 'openslo/v1alpha']),
  kind: z.literal('SLO'),
  metadata: z.object({ name: z.string().min(1).max(300), displayName: z.string().optional() }),
  spec: z.object({ service: z.string().optional(), objectives: z.array(Objective).min(1).max(50) }),
});
type OpenSlo = z.output<typeof OpenSlo>;

const Kind = z.object({ apiVersion: z.string(), kind: z.string() });

/** Where the values come from is said elsewhere in OpenSLO, in the words of each monitoring system. */
const STAGE = 'prod';

export type FromOpenSlo =
  | { readonly kind: 'policy'; readonly text: string }
  /** Something else, such as a policy of our own. */
  | { readonly kind: 'other' }
  | { readonly kind: 'unreadable'; readonly why: string };

/** The policy that a text in OpenSLO asks for, as its author would write it here. */
export function fromOpenSlo(text: string): FromOpenSlo {
  if (text.length > DOCUMENT_CHARACTERS_MAX || !/\bopenslo\/v/u.test(text)) return { kind: 'other' };
  const documents = valuesIn(text);
  const named = documents?.flatMap((value) => {
    const kind = Kind.safeParse(value);
    return kind.success && kind.data.apiVersion.startsWith('openslo/') ? [{ value, ...kind.data }] : [];
  });
  if (named === undefined || named.length === 0) return { kind: 'other' };
  const slos: OpenSlo[] = [];
  for (const { value, kind, apiVersion } of named) {
    if (kind !== 'SLO') continue;
    const slo = OpenSlo.safeParse(value);
    if (!slo.success) return { kind: 'unreadable', why: whyNot(slo.error, apiVersion) };
    slos.push(slo.data);
  }
  return slos.length === 0
    ? { kind: 'unreadable', why: 'It holds no document of the kind SLO' }
    : { kind: 'policy', text: policyOf(slos) };
}

function valuesIn(text: string): readonly unknown[] | null {
  try {
    return parseYamlDocuments(text)?.map((document): unknown => document.toJS({ maxAliasCount: 0 })) ?? null;
  } catch {
    return null;
  }
}

function whyNot({ issues: [first] }: z.ZodError, apiVersion: string): string {
  const where = first?.path.map(String).join('.') ?? '';
  return `Its SLO in ${apiVersion} can't be read: ${where}: ${first?.message ?? ''}`;
}

function policyOf(slos: readonly OpenSlo[]): string {
  const services = new Set(slos.flatMap(({ spec }) => spec.service ?? []));
  const [service] = services;
  const name = service !== undefined && services.size === 1 ? service : (slos[0]?.metadata.name ?? '');
  const taken = new Set<string>();
  const policy = {
    policy: slug(name, new Set()).slice(0, 60),
    title: cutText(`Objectives of ${name}`, 300),
    stages: [STAGE],
    objectives: slos.flatMap(({ metadata, spec }) =>
      spec.objectives.map(({ displayName, target }) => {
        const title = metadata.displayName ?? metadata.name;
        const part = displayName === undefined || displayName === '' ? '' : `, ${displayName}`;
        return {
          id: slug(metadata.name, taken),
          title: cutText(`${title}${part}`, 200),
          unit: 'of 1',
          better: 'higher',
          thresholds: [{ hard: target }],
        };
      }),
    ),
  };
  return `# From OpenSLO. Its targets are hard limits here. Time windows, indicators and alerts were not taken over: name a
# source for each objective, or type its values in.
${stringify(policy)}`;
}

function slug(name: string, taken: Set<string>): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/gu, '-')
    .replaceAll(/^[^a-z0-9]+|-+$/gu, '')
    .slice(0, 50);
  const first = plain === '' ? 'openslo' : plain;
  let free = first;
  for (let count = 2; taken.has(free); count += 1) free = `${first}-${count}`;
  taken.add(free);
  return free;
}
