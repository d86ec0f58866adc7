/**
 * What changed, by name, so that a live view reads again only when its own subject moved. topics-after.ts says which
 * topics follow from a commit and from an event of the fleet.
 */
export type Topic =
  | 'actors'
  | 'alerts'
  | 'alert-rules'
  | 'changes'
  | 'conflicts'
  | 'day'
  | 'evidence'
  | 'findings'
  /** Gates, their runs and exceptions. */
  | 'gates'
  | 'bundles'
  /** What gates would decide now, for the bridge. */
  | 'gate-decisions'
  | 'items'
  | 'jobs'
  | 'settings'
  | 'signoffs'
  | 'slo'
  | 'status'
  | 'trackers'
  | `tracker:${string}`
  // Of the fleet.
  | 'agents'
  | `agent:${string}`
  | 'costs'
  | 'endpoints'
  /** What of the fleet needs a person, for the bridge. */
  | 'fleet-needs'
  | 'hosts'
  /** How the hub listens, its settings and tokens. */
  | 'hub'
  | 'metrics'
  /** Of a task, while it runs. */
  | `output:${string}`
  | 'proposals'
  | 'repositories'
  | 'tasks'
  | `task:${string}`
  | 'templates'
  /** Why queued tasks wait: once a second while one does. */
  | 'waiting';

export interface TopicBus {
  publish(topic: Topic): void;
  /** Calls `listener` once per published topic it asked for; the returned function stops it. */
  subscribe(topics: readonly Topic[], listener: (topic: Topic) => void): () => void;
}

export function createTopicBus(onListenerError: (error: unknown) => void): TopicBus {
  const listeners = new Map<Topic, Set<(topic: Topic) => void>>();
  return {
    publish(topic) {
      const called = listeners.get(topic);
      if (called === undefined) return;
      for (const listener of called) {
        try {
          listener(topic);
        } catch (error) {
          onListenerError(error);
        }
      }
    },
    subscribe(topics, listener) {
      // One wrapper per subscription: the same function may be subscribed twice and stopped once.
      const own = (topic: Topic): void => listener(topic);
      const names = new Set(topics);
      for (const name of names) {
        const set = listeners.get(name) ?? new Set();
        set.add(own);
        listeners.set(name, set);
      }
      return () => {
        for (const name of names) {
          const set = listeners.get(name);
          if (set === undefined) continue;
          set.delete(own);
          if (set.size === 0) listeners.delete(name);
        }
      };
    },
  };
}
