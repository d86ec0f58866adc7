import type { EvidenceFact, ItemFact } from './gate-facts.ts';
import type { FailureCode, GateFailure } from './report.ts';

interface About {
  readonly item?: ItemFact | null;
  readonly evidence?: EvidenceFact | null;
  readonly signoffId?: GateFailure['signoffId'];
  readonly owner?: string | null;
}

export function failure(code: FailureCode, detail: string, fix: string, about: About = {}): GateFailure {
  const { item = null, evidence = null, signoffId = null, owner = null } = about;
  return {
    code,
    detail,
    fix,
    owner: item?.owner ?? owner,
    itemId: item?.id ?? null,
    itemTitle: item?.title ?? null,
    evidenceId: evidence?.id ?? null,
    signoffId,
  };
}

/** How an item is called in a sentence: by its key where its name does not begin with it. A name of one word stands as it is. */
export function itemCalled({ key, title }: ItemFact): string {
  const hasOwnKey =
    /^[A-Z0-9][A-Z0-9.-]{0,11}$/u.test(key) && !title.toLowerCase().includes(key.toLowerCase());
  const name = /^\S+$/u.test(title) ? title : `"${title}"`;
  return hasOwnKey ? `${key} ${name}` : name;
}

/** A sentence of somebody else's, as part of ours. */
export function asSentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[.!?…]$/u.test(trimmed) ? trimmed : `${trimmed}.`;
}
