import { useMemo } from 'react';
import { HubId } from '../../../core/kernel/ids.ts';
import { useView } from '../../bridge/hooks.ts';
import { useRoute } from '../../ui/frame/navigation.tsx';

export interface Hubs {
  /** Every hub the workspace knows, the one of this device first, by a name to show. */
  readonly list: readonly { readonly id: HubId; readonly label: string; readonly isHere: boolean }[];
  /** Only then a hub is worth naming. */
  readonly areSeveral: boolean;
  nameOf(id: string): string;
  /** False for a hub of another device: what it reported is there to read, and takes no orders here. */
  isHere(id: string): boolean;
  /** Which hub is meant, for an address; nothing where there is one. */
  query(id: string): Readonly<Record<string, string>>;
}

const nameless = 'a hub without a name';

/** The hubs this workspace knows. Until they are, there is one. */
export function useHubs(): Hubs {
  const { rows } = useView('hub.list', {});
  return useMemo(() => {
    const list = rows.map(({ id, name, isHere }) => ({ id, isHere, label: name ?? nameless }));
    const find = (id: string) => list.find((hub) => hub.id === id);
    const areSeveral = list.length > 1;
    return {
      list,
      areSeveral,
      nameOf: (id) => find(id)?.label ?? nameless,
      isHere: (id) => find(id)?.isHere ?? true,
      query: (id): Record<string, string> => (areSeveral ? { hub: id } : {}),
    };
  }, [rows]);
}

/** The hub an address names; null when it names none. */
export function useHubOfRoute(): HubId | null {
  return HubId.safeParse(useRoute().query.get('hub')).data ?? null;
}
