import type { z } from 'zod';
import type { seeded } from '../../../bench/random.ts';

export type Random = ReturnType<typeof seeded>;
type Schema = z.core.JSONSchema.JSONSchema | boolean;

/** What was seen so far: ids of every kind, to be said again at the wrong time, by the wrong one or to the wrong door. */
export interface Known {
  /** Takes in every id in a text that was received. */
  hear(text: string): void;
  id(prefix: string, random: Random): string;
  /** Where a path may lead: below here. */
  readonly folder: string;
  readonly paths: readonly string[];
}

const IDS = /\b(?:tr|it|fi|co|ac|ta|ag|hu|en|re|tk|pr|jo|de)_[A-Za-z0-9._-]{1,64}/gu;
const most = 60;
/** So far into a long answer. */
const FAR = 20_000;

export function createKnown(folder: string, paths: readonly string[]): Known {
  const ids = new Map<string, string[]>();
  return {
    folder,
    paths,
    hear(text) {
      for (const [id] of text.slice(0, FAR).matchAll(IDS)) {
        const prefix = id.slice(0, 2);
        const known = ids.get(prefix) ?? [];
        ids.set(prefix, known);
        if (known.includes(id)) continue;
        known.push(id);
        // The oldest goes, but for the very first ones: what lasts stays known.
        if (known.length > most) known.splice(8, 1);
      }
    },
    id(prefix, random) {
      const known = ids.get(prefix) ?? [];
      const found = known[random.below(known.length)];
      return found === undefined || random.below(8) === 0 ? `${prefix}_${random.below(1e6)}` : found;
    },
  };
}

export const ODD: readonly [unknown, ...unknown[]] = [
  null,
  true,
  '',
  ' ',
  0,
  -1,
  1.5,
  2 ** 53,
  -(2 ** 60),
  1e308,
  [],
  {},
  [null],
  [[[]]],
  'a\u0000b',
  '\ud800',
  '\u202e\u200d🚢é',
  '__proto__',
  'constructor',
  '2026-02-31',
  'x'.repeat(3000),
  "'; DROP TABLE event; --",
  '%00%2e%2e%2f',
];

const TEXTS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  date: ['2026-11-20', '2026-12-24', '1999-01-01'],
  uri: ['http://127.0.0.1:9', 'http://localhost:1/v1', 'https://[::1]:9'],
  field: ['status', 'notes', 'due', 'owner'],
  value: ['done', 'blocked', 'a | b', '2026-03-04', '', 'In progress'],
  profile: ['generic', 'status-page'],
  url: ['http://127.0.0.1:9', '/repositories/a.git', 'git@127.0.0.1:a/b.git'],
  name: ['Doors', 'Rowan', 'Kiln', 'A name'],
  client: ['*'],
  reason: ['failed', 'no reason'],
  any: ['a', 'Doors', 'R1', 'one two', 'é🚢', '| a |'],
};
const PATHS: ReadonlySet<string> = new Set([
  'path',
  'paths',
  'found',
  'folder',
  'certificateFile',
  'keyFile',
]);

/** A value that a schema allows; what it says in patterns is met only where it speaks of ids. */
export function validFor(schema: Schema, known: Known, random: Random): unknown {
  if (typeof schema === 'boolean') return random.pick(ODD);
  const root = schema;
  const make = (one: Schema, name: string): unknown => {
    if (typeof one === 'boolean') return random.pick(ODD);
    if (one.$ref !== undefined) {
      const found = root.$defs?.[one.$ref.replace('#/$defs/', '')];
      return make(found ?? true, name);
    }
    if (one.const !== undefined) return one.const;
    if (one.enum !== undefined) return one.enum[random.below(one.enum.length)];
    const either = one.anyOf ?? one.oneOf;
    if (either !== undefined) return make(either[random.below(either.length)] ?? true, name);
    switch (Array.isArray(one.type) ? one.type[random.below(one.type.length)] : one.type) {
      case 'object':
        return fields(one);
      case 'array': {
        const least = one.minItems ?? 0;
        const length = Math.min(one.maxItems ?? least + 3, least + random.below(3));
        const item = Array.isArray(one.items) ? true : (one.items ?? true);
        return Array.from({ length }, () => make(item, name));
      }
      case 'string':
        return text(one, name);
      case 'integer':
      case 'number': {
        const low = Number(one.minimum ?? one.exclusiveMinimum ?? 0);
        const high = Number(one.maximum ?? one.exclusiveMaximum ?? 1000);
        const wanted = [low, low + 1, 1, 2, 50, high][random.below(6)] ?? 1;
        return Math.min(high, Math.max(low, wanted));
      }
      case 'boolean':
        return random.below(2) === 0;
      case 'null':
        return null;
      case undefined:
      default:
        return random.pick(ODD);
    }
  };
  const fields = (one: Exclude<Schema, boolean>): Record<string, unknown> => {
    const made: Record<string, unknown> = {};
    for (const [name, inner] of Object.entries(one.properties ?? {}))
      if (one.required?.includes(name) === true || random.below(2) === 0) made[name] = make(inner, name);
    if (one.properties === undefined && one.additionalProperties !== undefined)
      for (let more = random.below(3); more > 0; more -= 1)
        made[random.pick(TEXTS['any'] ?? ['a'])] = make(one.additionalProperties, '');
    return made;
  };
  const text = (one: Exclude<Schema, boolean>, name: string): string => {
    const prefix = /^\^([a-z]{2})_/u.exec(one.pattern ?? '')?.[1];
    if (prefix !== undefined) return known.id(prefix, random);
    if (PATHS.has(name)) return known.paths[random.below(known.paths.length)] ?? known.folder;
    if (name === 'client' && random.below(2) === 0) return known.id('tk', random);
    const words = TEXTS[one.format ?? ''] ?? TEXTS[name] ?? TEXTS['any'] ?? ['a'];
    return random.pick(words).padEnd(one.minLength ?? 0, 'x');
  };
  return make(schema, '');
}
