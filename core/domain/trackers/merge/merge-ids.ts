import { distinctAddresses } from '../history/addresses.ts';
import { SURE_RENAME } from '../identity/renames.ts';
import type { ParsedDocument } from '../model.ts';
import { nearestCommonAncestors, onlyIn } from './revisions/graph.ts';
import type { DatedRevision } from './revisions/side-order.ts';

/** What a revision says of its items, beside their ids. */
export interface RevisionNaming {
  /** Items that were found again under another name by a guess, and how sure that was. */
  readonly doubts: readonly { readonly itemId: string; readonly score: number }[];
  readonly joins: readonly unknown[];
}

export interface NamedHistory {
  readonly revisionOf: (id: string) => DatedRevision;
  /** Which item stands at which address of a revision's text. */
  readonly itemIdsOf?: (id: string) => ReadonlyMap<string, string>;
  readonly namingOf?: (id: string) => RevisionNaming;
}

/** Item ids of one document of a merge, by the address they have there. */
export type IdsAt = ReadonlyMap<string, string>;

/** Which items of the documents of a merge are the same, as their history knows it. */
export interface MergeIds {
  readonly base: IdsAt;
  readonly earlier: IdsAt;
  readonly later: IdsAt;
  /** Items that a side found again only by a guess. */
  readonly guessed: { readonly earlier: ReadonlySet<string>; readonly later: ReadonlySet<string> };
}

/** Null where the ids say nothing: without a common revision, and where a side joined items that were known apart. */
export function mergeIds(
  history: NamedHistory,
  earlier: string,
  later: string,
  [base, early, late]: readonly [ParsedDocument, ParsedDocument, ParsedDocument],
): MergeIds | null {
  const { itemIdsOf, namingOf } = history;
  if (itemIdsOf === undefined || namingOf === undefined) return null;
  const parentsOf = (id: string) => history.revisionOf(id).parents;
  const common = nearestCommonAncestors(parentsOf, earlier, later);
  if (common.length === 0) return null;
  const own = [onlyIn(parentsOf, earlier, later), onlyIn(parentsOf, later, earlier)].map((ids) =>
    ids.map(namingOf),
  );
  if (own.some((side) => side.some(({ joins }) => joins.length > 0))) return null;
  const [inEarlier = [], inLater = []] = own;
  return {
    // Several common revisions: what the first that has an address says of it.
    base: idsAt(base, new Map(common.toReversed().flatMap((id) => [...itemIdsOf(id)]))),
    earlier: idsAt(early, itemIdsOf(earlier)),
    later: idsAt(late, itemIdsOf(later)),
    guessed: { earlier: guesses(inEarlier), later: guesses(inLater) },
  };
}

function idsAt(doc: ParsedDocument, ids: ReadonlyMap<string, string>): IdsAt {
  const addresses = distinctAddresses(doc.items);
  return new Map(
    doc.items.flatMap(({ address }, at) => {
      const id = ids.get(addresses[at] ?? address);
      return id === undefined ? [] : [[address, id] as const];
    }),
  );
}

function guesses(revisions: readonly RevisionNaming[]): ReadonlySet<string> {
  return new Set(
    revisions.flatMap(({ doubts }) =>
      doubts.filter(({ score }) => score < SURE_RENAME).map(({ itemId }) => itemId),
    ),
  );
}
