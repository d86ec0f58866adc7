import type { z } from 'zod';
import { fastValidator } from './fast-validator.ts';
import { fail, ok, type Result } from './result.ts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * JSON that is stored carries its version: `{"v":2,"d":...}`. Older versions are lifted step by step when read; a
 * value from a newer app is a result, never a crash, so the row that holds it stays as it is.
 */
export interface VersionedJson<Value> {
  readonly version: number;
  write(value: Value): string;
  read(text: string): Result<Value, 'json.newer' | 'json.broken'>;
}

/** `upgrades[n]` lifts data of version n + 1 to version n + 2; the schema describes the newest. */
export function versionedJson<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  upgrades: readonly ((old: unknown) => unknown)[] = [],
): VersionedJson<z.output<Schema>> {
  const version = upgrades.length + 1;
  const form = fastValidator(schema);
  return {
    version,
    write: (value) => JSON.stringify({ v: version, d: value }),
    read(text) {
      const envelope = parseEnvelope(text);
      if (envelope === null) return broken(name, 'it is no versioned JSON');
      if (envelope.v > version) {
        return fail(
          'json.newer',
          `This ${name} was written by a newer Quarterdeck (version ${envelope.v}, known here: ${version}). It was left as it is; open the workspace with the newer version to use it.`,
          { name, version: envelope.v, known: version },
        );
      }
      let data = envelope.d;
      for (const upgrade of upgrades.slice(envelope.v - 1)) data = upgrade(data);
      const parsed = form.safeParse(data);
      return parsed.success ? ok(parsed.data) : broken(name, parsed.error.issues[0]?.message ?? 'wrong form');
    },
  };
}

function parseEnvelope(text: string): { readonly v: number; readonly d: unknown } | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('v' in value) || !('d' in value)) return null;
  const { v, d } = value;
  return typeof v === 'number' && Number.isInteger(v) && v >= 1 ? { v, d } : null;
}

function broken(name: string, why: string) {
  return fail(
    'json.broken',
    `A stored ${name} can't be read: ${why}. The row was left as it is; run \`quarterdeck rebuild --verify\` to see what else is touched.`,
    { name, why },
  );
}
