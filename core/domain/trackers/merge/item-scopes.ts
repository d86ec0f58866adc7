import type { Token } from './merge-tokens.ts';
import type { Whole } from './whole-items.ts';

/**
 * What the lines of each item are told by. An item that both documents have goes by its name there; one that only this
 * has by its own id, else by its first line, which may be the same; what is no item in the other goes by nothing.
 */
export function scopesOf(tokens: readonly Token[], others: readonly Token[]): string[] {
  const shared = new Set(others.flatMap(({ within }) => within?.item ?? []));
  const plain = new Set(others.flatMap(({ within, text }) => (within === null ? [unended(text)] : [])));
  const scopes = new Map<Whole, string>();
  const scopeOf = (whole: Whole): string => {
    if (shared.has(whole.item)) return `=${whole.item}`;
    if (plain.has(unended(whole.head))) return '';
    return whole.explicit === null ? `~${unended(whole.head)}` : `#${whole.explicit}`;
  };
  return tokens.map(({ within }) => {
    if (within === null) return '';
    const scope = scopes.get(within) ?? scopeOf(within);
    scopes.set(within, scope);
    return scope;
  });
}

function unended(text: string): string {
  return text.replace(/[\r\n]+$/u, '');
}
