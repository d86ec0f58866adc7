import { z } from 'zod';

const Listed = z.array(z.object({ id: z.string().min(1).max(200) }));
/** Some servers send the list as it is. */
const Models = z.union([z.object({ data: Listed }).transform(({ data }) => data), Listed]);

/** The models that an answer to the OpenAI API's `models` lists, in its order; null where it is something else. */
export function listedModels(answer: unknown): readonly string[] | null {
  const models = Models.safeParse(answer);
  return models.success ? models.data.map(({ id }) => id) : null;
}
