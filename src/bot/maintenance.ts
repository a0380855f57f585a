import { standing } from '#machines/stack.ts';
import type { Answer } from './answer.ts';
import type { TurnContext } from './carry-out/context.ts';

/** Staff's notice about stops of the service stands above the first answer, and above every greeting and menu while it holds. */
export async function withMaintenance(context: TurnContext, said: Answer, newcomer: boolean): Promise<Answer> {
  if (!said.speak || !(newcomer || standing(said.memory.stack).flow === 'conversation')) return said;
  const { turn, world } = context;
  const notice = await turn.maintenance(world.centre.id, world.now);
  const text = notice && (notice.texts[world.language] ?? notice.texts.ja);
  return text === undefined ? said : { ...said, notes: [{ say: 'maintenance', text }, ...said.notes] };
}
