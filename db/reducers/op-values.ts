import { visibleName } from '../../core/domain/actor-name.ts';
import { parseHlc } from '../../core/kernel/hlc.ts';
import type { ActorId } from '../../core/kernel/ids.ts';
import type { Json } from '../../core/kernel/versioned-json.ts';
import type { RegisterField } from '../tables/register.ts';

const LONGEST_OWN_NAME = 80;

/** The fields of an entity, each as the op that won it left it. */
export type Fields = ReadonlyMap<string, RegisterField>;

export function fieldOf(fields: Fields, name: string): Json {
  const field = fields.get(name);
  return field === undefined ? null : JSON.parse(field.value);
}

export function asText(fields: Fields, name: string): string | null {
  const value = fieldOf(fields, name);
  return typeof value === 'string' ? value : null;
}

/** A name for one line of a screen or terminal, whoever wrote it; null where nothing of it can be seen. */
export function asName(fields: Fields): string | null {
  const name = asText(fields, 'name')
    ?.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  return name === undefined || name === '' ? null : name;
}

/** The same of a person or device: characters that hide or turn others around could make one look like another. */
export function asOwnName(fields: Fields): string | null {
  const name = visibleName(asText(fields, 'name') ?? '')
    .slice(0, LONGEST_OWN_NAME)
    .toWellFormed();
  return name === '' ? null : name;
}

/** When, by the clock of the op that won it, a field was set. */
export function setAt(fields: Fields, name: string): number {
  return millisOf(fields.get(name)?.hlc ?? null);
}

export function setBy(fields: Fields, name: string): ActorId | null {
  return fields.get(name)?.actorId ?? null;
}

/** When a flag was set; null while it is not. */
export function flaggedAt(fields: Fields, name: string): number | null {
  return fieldOf(fields, name) === true ? setAt(fields, name) : null;
}

export function millisOf(hlc: string | null): number {
  return hlc === null ? 0 : (parseHlc(hlc)?.millis ?? 0);
}

export function asActorKind(fields: Fields): 'person' | 'agent' {
  return fieldOf(fields, 'kind') === 'agent' ? 'agent' : 'person';
}

export function asUnlock(fields: Fields): 'system' | 'passphrase' {
  return fieldOf(fields, 'unlock') === 'passphrase' ? 'passphrase' : 'system';
}
