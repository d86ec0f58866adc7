import { describe, expect, it } from 'vitest';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { datedText } from '../../../main/engine/sample/dated-text.ts';
import { createKeyedQueue } from '../../../main/engine/services/keyed-queue.ts';
import { changesUnseenBy } from '../../../main/engine/services/trackers/together/unseen-changes.ts';
import { createTopicBus } from '../../../main/engine/topics.ts';

describe('the sample’s dates', () => {
  it('are counted from the day given, across months and years', () => {
    expect(datedText('{{day}} {{day-30}} {{day+14|long}} {{day+60|iso}}', '2026-12-15')).toBe(
      '2026-12-15 2026-11-15 December 29, 2026 2027-02-13',
    );
  });

  it('leave other braces alone', () => {
    expect(datedText('{{month}} {day} {{ day }}', '2026-12-15')).toBe('{{month}} {day} {{ day }}');
  });
});

describe('the topic bus', () => {
  it('tells each subscriber what it asked for, once, until it stops', () => {
    const bus = createTopicBus(() => undefined);
    const heard: string[] = [];
    const stop = bus.subscribe(['items', 'items', 'jobs'], (topic) => heard.push(topic));
    bus.publish('items');
    bus.publish('settings');
    bus.publish('jobs');
    stop();
    bus.publish('items');
    expect(heard).toEqual(['items', 'jobs']);
  });

  it('goes on when a subscriber fails', () => {
    const failures: unknown[] = [];
    const bus = createTopicBus((error) => failures.push(error));
    const heard: string[] = [];
    bus.subscribe(['items'], () => {
      throw new Error('broken');
    });
    bus.subscribe(['items'], (topic) => heard.push(topic));
    bus.publish('items');
    expect(heard).toEqual(['items']);
    expect(failures).toHaveLength(1);
  });
});

describe('the keyed queue', () => {
  it('runs one key in order, past failures, and keys beside each other', async () => {
    const queue = createKeyedQueue();
    const order: string[] = [];
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = queue.run('a', async () => {
      await gate;
      order.push('a1');
      throw new Error('a1 failed');
    });
    const second = queue.run('a', async () => void order.push('a2'));
    await queue.run('b', async () => void order.push('b1'));
    release();
    await expect(first).rejects.toThrow('a1 failed');
    await second;
    await queue.idle();
    expect(order).toEqual(['b1', 'a1', 'a2']);
  });
});

describe('an outside text', () => {
  const text = '# Plan\n\nWords.\n\n| Task | Status |\n|---|---|\n| Sweep | todo |\n| Paint | todo |\n';
  const unseen = (mine: string, theirs: string): boolean =>
    changesUnseenBy(parseTracker(text), parseTracker(mine), parseTracker(theirs));
  const ours = text.replace('| Sweep | todo |', '| Sweep | done |');

  it('without a trace of our change was written without having seen it', () => {
    expect(unseen(ours, text.replace('| Paint | todo |', '| Paint | done |'))).toBe(true);
    expect(unseen(text.replace('Words.', 'Ours.'), text.replace('Paint', 'Polish'))).toBe(true);
  });

  it('with a trace of our change was written on top of it', () => {
    expect(unseen(ours, ours.replace('| Paint | todo |', '| Paint | done |'))).toBe(false);
    expect(
      unseen(text.replace('Words.', 'Ours.'), text.replace('Words.', 'Ours.').replace('Paint', 'Polish')),
    ).toBe(false);
    expect(unseen(`${text}| Mend | todo |\n`, `${ours}| Mend | todo |\n`)).toBe(false);
  });
});
