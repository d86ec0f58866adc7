import { isSameServer } from '../../../core/domain/fleet/routing.ts';
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
import type { EventWriters } from './event-writer.ts';

export const registryWriters: EventWriters<
  | 'endpoint.added'
  | 'endpoint.changed'
  | 'endpoint.removed'
  | 'endpoint.checked'
  | 'repository.added'
  | 'repository.ranked'
  | 'repository.paused'
  | 'repository.removed'
> = {
  'endpoint.added'(p, _logged, { endpointId: id, spec, at: addedAt }) {
    insertEndpoint(p.db, {
      hubN: p.fleet.hubN,
      id,
      spec: endpointSpecJson.write(spec),
      models: modelNamesJson.write([]),
      addedAt,
    });
  },
  'endpoint.changed'(p, _logged, { endpointId: id, spec }) {
    const { hubN } = p.fleet;
    const known = readEndpoint(p.db, hubN, id);
    const before = known === null ? null : endpointSpecJson.read(known.spec);
    if (before?.ok !== true) return;
    if (!isSameServer(before.value, spec)) {
      const models = modelNamesJson.write([]);
      writeEndpointCheck(p.db, { hubN, id, health: 'unknown', models, note: '', at: null });
    }
    writeEndpointSpec(p.db, hubN, id, endpointSpecJson.write(spec));
  },
  'endpoint.removed'(p, _logged, { endpointId }) {
    deleteEndpoint(p.db, p.fleet.hubN, endpointId);
  },
  'endpoint.checked'(p, _logged, { endpointId: id, health, models, note, at }) {
    const { hubN } = p.fleet;
    writeEndpointCheck(p.db, { hubN, id, health, models: modelNamesJson.write(models), note, at });
  },
  'repository.added'(p, _logged, { repositoryId: id, name, url, rank, at: addedAt }) {
    insertRepository(p.db, { hubN: p.fleet.hubN, id, name, url, rank, paused: 0, addedAt });
  },
  'repository.ranked'(p, _logged, { repositoryId, rank }) {
    rankRepository(p.db, p.fleet.hubN, repositoryId, rank);
  },
  'repository.paused'(p, _logged, { repositoryId, paused }) {
    pauseRepository(p.db, p.fleet.hubN, repositoryId, paused);
  },
  'repository.removed'(p, _logged, { repositoryId, at }) {
    removeRepository(p.db, p.fleet.hubN, repositoryId, at);
  },
};
