/**
 * What changed, by name, so that a live view reads again only when its own subject moved.
 * Topics: `tracker:<id>`, `trackers`, `items`, `findings`, `conflicts`, `status`, `jobs`, `settings`, `actors`, `changes`, `day`.
 * Of the fleet: `fleet` (any event of the hub), `agents`, `agent:<id>`, `tasks`, `task:<id>`, `output:<taskId>`, `proposals`,
 * `endpoints`, `repositories`, `hosts`, `costs`, `metrics`, `templates`, `hub` (how it listens, settings, tokens). Once a
 * second, while there is something to say: `agents` for heartbeats and their age, `waiting` for why queued tasks wait,
 * `fleet-needs` for the bridge.
 */
export interface TopicBus {
  publish(topic: string): void;
  /** Calls `listener` once per published topic it asked for; the returned function stops it. */
  subscribe(topics: readonly string[], listener: (topic: string) => void): () => void;
}

export function createTopicBus(onListenerError: (error: unknown) => void): TopicBus {
  const listeners = new Map<string, Set<(topic: string) => void>>();
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
      const own = (topic: string): void => listener(topic);
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
