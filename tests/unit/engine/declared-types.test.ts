import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { command } from '../../../core/contract/define.ts';
import { ActorId, TrackerId } from '../../../core/kernel/ids.ts';
import { ok } from '../../../core/kernel/result.ts';
import type { Service, ServiceContexts } from '../../../main/engine/handlers.ts';
import { createTopicBus, type Topic } from '../../../main/engine/topics.ts';

const { signal } = new AbortController();

describe('what the contract declares about who acts', () => {
  it('gives a service its actor exactly where the entry names one', () => {
    const heard: string[] = [];
    const rename: Service<null, 'trackers.rename'> = (_parts, _input, { actorId }) => {
      heard.push(actorId);
      return ok({});
    };
    const input = { trackerId: TrackerId.parse('tr_a'), name: 'Lamps' };
    void rename(null, input, { signal, actorId: ActorId.parse('ac_ada') });
    // @ts-expect-error -- an acting entry's service is never started without the actor
    void rename(null, input, { signal });
    expect(heard).toEqual(['ac_ada', undefined]);
    expectTypeOf<Parameters<typeof rename>[2]['actorId']>().toEqualTypeOf<ActorId>();
    expectTypeOf<keyof ServiceContexts['nobody']>().toEqualTypeOf<'signal'>();
    // @ts-expect-error -- nobody acts here
    const layout: Service<null, 'layout.set'> = (_parts, _input, { actorId }) => ok({ actorId });
    expect(layout).toBeTypeOf('function');
  });

  it('asks an entry that lets the input name the actor for that field, and for one of the known words', () => {
    const nothing = z.object({});
    command('named-actor', z.object({ actorId: ActorId.nullable() }), nothing);
    // @ts-expect-error -- the input names nobody
    command('named-actor', nothing, nothing);
    // @ts-expect-error -- no such word
    expect(() => command('somebody', nothing, nothing)).toThrow('not iterable');
  });
});

describe('topics', () => {
  it('are those of the union and no others', () => {
    const bus = createTopicBus(() => undefined);
    bus.publish('tracker:tr_a');
    // @ts-expect-error -- no topic of that name
    bus.publish('tracker');
    // @ts-expect-error -- nor may a view ask for one
    bus.subscribe(['needs'], () => undefined);
    expectTypeOf<string>().not.toExtend<Topic>();
    expectTypeOf<`output:${string}`>().toExtend<Topic>();
  });
});
