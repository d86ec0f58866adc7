import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { eventSentence } from '../../../core/domain/fleet/event-sentence.ts';
import { eventLogLevels } from '../../../core/domain/fleet/events/log-line.ts';
import { eventRules, FleetEvent, type FleetEventType } from '../../../core/domain/fleet/events.ts';
import { createTelemetry } from '../../../main/engine/hub/telemetry/telemetry.ts';

/** The log in which every kind of event stands. */
const file = join(import.meta.dirname, '../../fixtures/log/every-kind.jsonl');
const Line = z.object({ event: z.object({ payload: z.string() }) });
const Payload = z.object({ d: FleetEvent });
const examples = new Map<FleetEventType, FleetEvent>();
for (const text of readFileSync(file, 'utf8').trimEnd().split('\n')) {
  const line = Line.safeParse(JSON.parse(text));
  const payload = line.success ? Payload.safeParse(JSON.parse(line.data.event.payload)) : null;
  if (payload?.success === true) examples.set(payload.data.d.type, payload.data.d);
}

function exampleOf(type: FleetEventType): FleetEvent {
  const example = examples.get(type);
  if (example === undefined) throw new Error(`no ${type} in ${file}`);
  return example;
}

const types = FleetEvent.options.map(({ shape }) => shape.type.value);

describe('every event of the fleet', () => {
  it('is told under its own name, once', () => {
    expect(types.toSorted()).toEqual(Object.keys(eventRules).toSorted());
  });

  it.each(types)('is told to people in one sentence without ids: %s', (type) => {
    const example = exampleOf(type);
    const { at, what } = eventSentence(example, () => 'Harbour pilot');
    expect(at).toBe(example.at);
    expect(what).toMatch(/^\p{Lu}.*\S$/u);
    expect(what).not.toMatch(/undefined|null|\[object|\b(?:ag|ta|en|re|tk|pr)_/);
  });

  it.each(types)('changes something that can be watched: %s', (type) => {
    const { areas } = eventRules[type];
    expect(areas.length).toBeGreaterThan(0);
    expect(new Set(areas).size).toBe(areas.length);
  });

  it.each(types)('is logged under names of the table, or not at all: %s', (type) => {
    const names: string[] = [];
    const note = (name: string) => void names.push(name);
    createTelemetry({ debug: note, info: note, warn: note }).follow([exampleOf(type)]);
    expect(Object.keys(eventLogLevels)).toEqual(expect.arrayContaining(names));
  });

  it('waits for the disk unless its sender can repeat it or it follows from what is known', () => {
    expect(types.filter((type) => eventRules[type].durability === 'normal')).toEqual([
      'agent.connected',
      'agent.disconnected',
      'agent.moved',
      'task.assigned',
      'task.accepted',
      'task.progressed',
      'task.blocked',
      'task.unblocked',
      'endpoint.checked',
    ]);
  });

  it('stands in the history of its task when it is more than one report among many', () => {
    expect(types.filter((type) => eventRules[type].inTaskHistory)).toEqual([
      'task.submitted',
      'task.ranked',
      'task.assigned',
      'task.accepted',
      'task.blocked',
      'task.unblocked',
      'task.verified',
      'task.completed',
      'attempt.ended',
      'task.ended',
      'task.requeued',
      'proposal.made',
      'proposal.settled',
    ]);
  });
});
