import type { ParsedItem } from '../model.ts';
import { wellFormed } from '../text/well-formed.ts';

/** The addresses of a document's items as a history knows them: well-formed, and told apart where that made two alike. */
export function distinctAddresses(items: readonly Pick<ParsedItem, 'address'>[]): string[] {
  const taken = new Set<string>();
  return items.map((item) => {
    const wanted = wellFormed(item.address);
    let address = wanted;
    for (let count = 2; taken.has(address); count += 1) address = `${wanted}~~${count}`;
    taken.add(address);
    return address;
  });
}
