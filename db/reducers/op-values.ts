import type { Json } from '../../core/kernel/versioned-json.ts';

type Fields = ReadonlyMap<string, Json>;

export function fieldOf(fields: Fields, name: string): Json {
  return fields.get(name) ?? null;
}

export function asText(fields: Fields, name: string): string | null {
  const value = fields.get(name);
  return typeof value === 'string' ? value : null;
}

export function asActorKind(fields: Fields): 'person' | 'agent' {
  return fields.get('kind') === 'agent' ? 'agent' : 'person';
}

export function asUnlock(fields: Fields): 'system' | 'passphrase' {
  return fields.get('unlock') === 'passphrase' ? 'passphrase' : 'system';
}

export function asKeep(fields: Fields): 'mine' | 'theirs' | null {
  const value = fields.get('resolved');
  return value === 'mine' || value === 'theirs' ? value : null;
}
