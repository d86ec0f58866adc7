import type { FleetEventOf } from '../../../core/domain/fleet/events.ts';
import { endpointSpecJson, modelNamesJson } from '../../fleet-json.ts';
import {
  deleteEndpoint,
  insertEndpoint,
  readEndpoint,
  writeEndpointCheck,
  writeEndpointSpec,
} from '../../tables/fleet/endpoint.ts';
import {
  insertRepository,
  pauseRepository,
  rankRepository,
  removeRepository,
} from '../../tables/fleet/repository.ts';
import type { HubContext } from '../reducer-context.ts';

type RegistryEvent = FleetEventOf<
  | 'endpoint.added'
  | 'endpoint.changed'
  | 'endpoint.removed'
  | 'endpoint.checked'
  | 'repository.added'
  | 'repository.ranked'
  | 'repository.paused'
  | 'repository.removed'
>;

export function applyRegistryEvent(p: HubContext, event: RegistryEvent): void {
  const { hubN } = p.fleet;
  if ('endpointId' in event) p.changes.touch('endpoints');
  else p.changes.touch('repositories');
  switch (event.type) {
    case 'endpoint.added':
      return insertEndpoint(p.db, {
        hubN,
        id: event.endpointId,
        spec: endpointSpecJson.write(event.spec),
        models: modelNamesJson.write([]),
        addedAt: event.at,
      });
    case 'endpoint.changed':
      return changed(p, event);
    case 'endpoint.removed':
      return deleteEndpoint(p.db, hubN, event.endpointId);
    case 'endpoint.checked':
      return writeEndpointCheck(p.db, {
        hubN,
        id: event.endpointId,
        health: event.health,
        models: modelNamesJson.write(event.models),
        note: event.note,
        at: event.at,
      });
    case 'repository.added':
      return insertRepository(p.db, {
        hubN,
        id: event.repositoryId,
        name: event.name,
        url: event.url,
        rank: event.rank,
        paused: 0,
        addedAt: event.at,
      });
    case 'repository.ranked':
      return rankRepository(p.db, hubN, event.repositoryId, event.rank);
    case 'repository.paused':
      return pauseRepository(p.db, hubN, event.repositoryId, event.paused);
    case 'repository.removed':
      return removeRepository(p.db, hubN, event.repositoryId, event.at);
  }
}

/** What was found at another address says nothing about this one. */
function changed(p: HubContext, { endpointId: id, spec }: FleetEventOf<'endpoint.changed'>): void {
  const { hubN } = p.fleet;
  const known = readEndpoint(p.db, hubN, id);
  const before = known === null ? null : endpointSpecJson.read(known.spec);
  if (before?.ok !== true) return;
  const isSame = before.value.url === spec.url && before.value.kind === spec.kind;
  if (!isSame) {
    const models = modelNamesJson.write([]);
    writeEndpointCheck(p.db, { hubN, id, health: 'unknown', models, note: '', at: null });
  }
  writeEndpointSpec(p.db, hubN, id, endpointSpecJson.write(spec));
}
