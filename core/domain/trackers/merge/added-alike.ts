import type { Token } from './merge-tokens.ts';

/** Gives lines that both sides added alike between the same lines of the base one key. */
export function keyAddedAlike(
  one: readonly Token[],
  other: readonly Token[],
): readonly [readonly Token[], readonly Token[]] {
  const others = addedTo(other);
  const firstBy = (nameOf: (added: Added) => string) => {
    const places = new Map<string, number>();
    for (const [at, added] of others.entries()) if (!places.has(nameOf(added))) places.set(nameOf(added), at);
    return (added: Added) => places.get(nameOf(added)) ?? others.length;
  };
  const [firstBelow, firstAbove] = [firstBy(belowWhat), firstBy(aboveWhat)];
  const keys = new Map<Token, string>();
  for (const added of addedTo(one)) {
    const same = others[Math.min(firstBelow(added), firstAbove(added))];
    if (same === undefined || keys.has(same.token)) continue;
    const key = `&${keys.size}`;
    keys.set(added.token, key);
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

const belowWhat = ({ token, above }: Added): string => `${above}\n${token.key}`;
const aboveWhat = ({ token, below }: Added): string => `${below}\n${token.key}`;

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
