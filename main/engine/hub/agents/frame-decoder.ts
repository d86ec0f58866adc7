import { z } from 'zod';
import { AgentFrame, hubProtocol } from '../../../../core/contract/hub/agent-frames.ts';
import { cutText } from '../../../../core/kernel/cut-text.ts';
import { TaskId } from '../../../../core/kernel/ids.ts';
import { parseOutsideJson, TOO_DEEP } from '../../../../core/kernel/outside-json.ts';

/** Why a frame changed nothing. A violation counts against its sender. */
export interface FrameRefusal {
  readonly n: number | null;
  readonly code: string;
  readonly message: string;
  readonly taskId: TaskId | null;
  readonly stale: boolean;
  readonly violation: boolean;
}

export type DecodedFrame =
  | { readonly ok: true; readonly frame: AgentFrame }
  | { readonly ok: false; readonly refusal: FrameRefusal };

/** Decodes the frames of one connection: what is not JSON, not a frame, or out of sequence is refused. */
export interface FrameDecoder {
  decode(text: string): DecodedFrame;
}

const Numbered = z.object({ n: z.number().int().positive() });
const Hello = z.object({ t: z.literal('hello'), protocol: z.number() });
const AboutTask = z.object({ taskId: TaskId });
/** Field paths named in a refusal; the first ones tell enough. */
const maxFieldsNamed = 8;

export function createFrameDecoder(): FrameDecoder {
  let last = 0;

  const refuse = (raw: unknown, code: string, message: string): DecodedFrame => {
    const numbered = Numbered.safeParse(raw);
    const about = AboutTask.safeParse(raw);
    return {
      ok: false,
      refusal: {
        n: numbered.success ? numbered.data.n : null,
        code,
        message,
        taskId: about.success ? about.data.taskId : null,
        stale: false,
        violation: true,
      },
    };
  };

  return {
    decode(text) {
      const parsed = parseOutsideJson(text);
      if (!parsed.ok) {
        return refuse(
          null,
          'frame.malformed',
          parsed.error.code === 'json.too-deep'
            ? `This frame was refused: ${TOO_DEEP}. Nothing was changed.`
            : 'This frame is not JSON. Nothing was changed; send one JSON object per text frame.',
        );
      }
      const raw = parsed.value;
      const numbered = Numbered.safeParse(raw);
      if (numbered.success) {
        const { n } = numbered.data;
        if (n <= last) {
          return refuse(
            raw,
            'frame.replayed',
            `Frame ${n} was here before; the last one was ${last}. Nothing was changed.`,
          );
        }
        if (n > last + 1) {
          return refuse(
            raw,
            'frame.out-of-order',
            `Frame ${last + 1} should come next, not ${n}. Nothing was changed; reconnect to start from 1.`,
          );
        }
        // Also of a frame that is refused below: its number is used up, and the next one follows it.
        last = n;
      }
      // Before anything else of it: a hello of another version need not look like ours.
      const hello = Hello.safeParse(raw);
      if (hello.success && hello.data.protocol !== hubProtocol) {
        const { protocol } = hello.data;
        return refuse(
          raw,
          'protocol.version',
          `This hub speaks version ${hubProtocol} of the agents' protocol, the sidecar version ${protocol}. Update the ${protocol < hubProtocol ? 'sidecar' : 'hub'}.`,
        );
      }
      const frame = AgentFrame.safeParse(raw);
      if (frame.success) return { ok: true, frame: frame.data };
      return refuse(
        raw,
        'frame.malformed',
        `This frame does not match the protocol: ${fieldsOf(frame.error)}. Nothing was changed.`,
      );
    },
  };
}

function fieldsOf(error: z.ZodError): string {
  const said = error.issues
    .slice(0, maxFieldsNamed)
    .map((issue) => `${issue.path.length === 0 ? 'frame' : issue.path.join('.')}: ${issue.message}`);
  const more = error.issues.length - said.length;
  return cutText(`${said.join('; ')}${more > 0 ? `; and ${more} more` : ''}`, 1000);
}
