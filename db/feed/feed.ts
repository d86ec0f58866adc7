import type { Commit } from './commit.ts';
import { type FeedSource, type Follower, type Following, followFrom } from './follow-from.ts';

/** What happened, after each commit: views, findings, rules and connectors listen here and nowhere else. */
export interface Feed {
  /**
   * Tells of each commit from now on, one after the other and never inside a transaction: before the write that made
   * it returns, or, for a write made while a listener runs, after all have heard of the one before.
   */
  subscribe(listener: (commit: Commit) => void): () => void;
  /** Tells what the logs hold after `seq`, and goes on with what is committed: no gap, nothing twice. */
  from(seq: number, follower: Follower): Following;
}

export interface FeedAndSource {
  readonly feed: Feed;
  readonly publish: (commit: Commit) => void;
  close(): void;
}

export function createFeed(source: FeedSource): FeedAndSource {
  const listeners = new Set<(commit: Commit) => void>();
  const followings = new Set<Following>();
  const waiting: Commit[] = [];
  let telling = false;

  const tell = (commit: Commit): void => {
    for (const listener of [...listeners]) {
      if (!listeners.has(listener)) continue;
      try {
        listener(commit);
      } catch (error) {
        source.onError(error);
      }
    }
  };

  const feed: Feed = {
    subscribe(listener) {
      // One wrapper per subscription: the same function may be subscribed twice and stopped once.
      const own = (commit: Commit): void => listener(commit);
      listeners.add(own);
      return () => listeners.delete(own);
    },
    from(seq, follower) {
      const following = followFrom(source, feed.subscribe, seq, follower);
      followings.add(following);
      void following.ended.then(() => followings.delete(following));
      return following;
    },
  };

  return {
    feed,
    publish(commit) {
      waiting.push(commit);
      if (telling) return;
      telling = true;
      try {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) tell(next);
      } finally {
        telling = false;
      }
    },
    close() {
      listeners.clear();
      for (const following of followings) following.stop();
    },
  };
}
