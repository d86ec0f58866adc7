import { z } from 'zod';
import type { HttpClient } from '../../../../node/http/http-client.ts';
import { askJson } from './ask-json.ts';

/** Models asked about in one probe; the others are asked about in the next ones. */
const asksPerProbe = 50;
const maxKnown = 5_000;

const Shown = z.object({ capabilities: z.array(z.string()) });

interface Model {
  readonly name: string;
  readonly digest?: string | undefined;
}

/**
 * Which models of Ollama servers can't call tools, as tasks need it: what `/api/show` says, remembered for as long as the
 * model has that digest. One of which nothing is said counts as able to.
 */
export function createToolKnowledge(http: HttpClient) {
  const known = new Map<string, boolean>();

  const canCallTools = async (base: string, name: string, signal: AbortSignal): Promise<boolean | null> => {
    const answer = await askJson(http, { url: `${base}/api/show`, body: { model: name } }, signal);
    const shown = Shown.safeParse(answer.how === 'value' ? answer.value : null);
    return shown.success ? shown.data.capabilities.includes('tools') : null;
  };

  return {
    async modelsWithout(
      base: string,
      models: readonly Model[],
      signal: AbortSignal,
    ): Promise<ReadonlySet<string>> {
      const without = new Set<string>();
      let asked = 0;
      for (const { name, digest } of models) {
        const key = digest === undefined ? null : `${base} ${name} ${digest}`;
        let able = key === null ? undefined : known.get(key);
        if (able === undefined && asked < asksPerProbe) {
          asked += 1;
          const said = await canCallTools(base, name, signal);
          if (said === null) {
            // A server that does not say it of one model does not say it of the next.
            asked = asksPerProbe;
            continue;
          }
          able = said;
          if (key !== null) known.set(key, able);
        }
        if (able === false) without.add(name);
      }
      if (known.size > maxKnown) known.clear();
      return without;
    },
  };
}
