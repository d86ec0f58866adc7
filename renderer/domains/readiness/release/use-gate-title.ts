import { useCallback } from 'react';
import { useView } from '../../../bridge/hooks.ts';

/** What a person calls the gate of an id; the id itself of one that is not known here. */
export function useGateTitle(): (gateId: string) => string {
  const { rows } = useView('gates.list', {});
  return useCallback((gateId) => rows.find(({ id }) => id === gateId)?.title ?? gateId, [rows]);
}
