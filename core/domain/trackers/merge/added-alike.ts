import type { Token } from './merge-tokens.ts';

/** Gives lines that both sides added alike between the same lines of the base one key. */
export function keyAddedAlike(
  one: readonly Token[],
  other: readonly Token[],
): readonly [readonly Token[], readonly Token[]] {
  const places = Map.groupBy(addedTo(other), ({ token }) => token.key);
  const keys = new Map<Token, string>();
  for (const { token, above, below } of addedTo(one)) {
    const same = places.get(token.key)?.find((place) => place.above === above || place.below === below);
    if (same === undefined || keys.has(same.token)) continue;
    const key = `&${keys.size}`;
    keys.set(token, key);
    keys.set(same.token, key);
  }
  const keyed = (tokens: readonly Token[]) =>
    tokens.map((token) => {
      const key = keys.get(token);
      return key === undefined ? token : { ...token, key };
    });
  return [keyed(one), keyed(other)];
}

interface Added {
  readonly token: Token;
  /** The nearest lines of the base around it. */
  readonly above: string;
  readonly below: string;
}

function addedTo(tokens: readonly Token[]): Added[] {
  const above: string[] = [];
  let last = '';
  for (const token of tokens) {
    above.push(last);
    if (token.key.startsWith('@')) last = token.key;
  }
  const added: Added[] = [];
  let below = '';
  for (const [at, token] of [...tokens.entries()].reverse()) {
    if (token.key.startsWith('@')) below = token.key;
    else if (token.key.startsWith('=') && token.text.trim() !== '')
      added.push({ token, above: above[at] ?? '', below });
  }
  return added.reverse();
}
