import { describe, expect, it } from 'vitest';
import { hubProtocol } from '../../../core/contract/hub/agent-frames.ts';
import { createFrameDecoder, type DecodedFrame } from '../../../main/engine/hub/agents/frame-decoder.ts';

const beat = (n: number) => JSON.stringify({ t: 'heartbeat', n, resources: null });
const codeOf = (admitted: DecodedFrame) => (admitted.ok ? 'admitted' : admitted.refusal.code);

describe('the frame decoder of a connection', () => {
  it('lets numbered frames through in order', () => {
    const decoder = createFrameDecoder();
    expect([1, 2, 3].map((n) => codeOf(decoder.decode(beat(n))))).toEqual([
      'admitted',
      'admitted',
      'admitted',
    ]);
  });

  it('refuses a replay and a gap by name, and goes on after both', () => {
    const decoder = createFrameDecoder();
    decoder.decode(beat(1));
    expect([1, 3, 2, 2].map((n) => codeOf(decoder.decode(beat(n))))).toEqual([
      'frame.replayed',
      'frame.out-of-order',
      'admitted',
      'frame.replayed',
    ]);
  });

  it('names the fields that are wrong, with the number and the task as far as they can be read', () => {
    const decoder = createFrameDecoder();
    const admitted = decoder.decode(
      JSON.stringify({ t: 'progress', n: 1, taskId: 'ta_1', generation: 0, percent: 120, note: 7 }),
    );
    expect(admitted).toMatchObject({
      ok: false,
      refusal: { n: 1, code: 'frame.malformed', taskId: 'ta_1', violation: true, stale: false },
    });
    const message = admitted.ok ? '' : admitted.refusal.message;
    for (const field of ['generation:', 'percent:', 'note:', 'spent:']) expect(message).toContain(field);
  });

  it('uses up the number of a malformed frame, so that the next one is in order', () => {
    const decoder = createFrameDecoder();
    decoder.decode('{"t":"nonsense","n":1}');
    expect(codeOf(decoder.decode(beat(2)))).toBe('admitted');
  });

  it.each(['', '{', '[]', 'null', '"hello"', '{"t":"heartbeat"}', '{"t":"heartbeat","n":-1}', '{"n":1e999}'])(
    'takes %j for malformed and stays usable',
    (text) => {
      const decoder = createFrameDecoder();
      expect(codeOf(decoder.decode(text))).toBe('frame.malformed');
      expect(codeOf(decoder.decode(beat(1)))).toBe('admitted');
    },
  );

  it('bounds what it says about a frame with thousands of mistakes', () => {
    const holding = Array.from({ length: 20 }, () => ({ taskId: 5, generation: 'x' }));
    const admitted = createFrameDecoder().decode(
      JSON.stringify({ t: 'hello', n: 1, protocol: hubProtocol, holding }),
    );
    const message = admitted.ok ? '' : admitted.refusal.message;
    expect(message).toContain('and ');
    expect(message.length).toBeLessThan(1200);
  });

  it('tells a hello of another version so before anything else of it', () => {
    const admitted = createFrameDecoder().decode(
      JSON.stringify({ t: 'hello', n: 1, protocol: 9, what: 'ever' }),
    );
    expect(codeOf(admitted)).toBe('protocol.version');
  });
});
