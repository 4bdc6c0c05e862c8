import type { Loss } from "../../model/judgement.ts";
import type { Keepable } from "../../model/kept.ts";
import type { Transact } from "../count/count.ts";
import type { Ask, Counting } from "../count/counting.ts";
import type { Keeping } from "./keeping.ts";
import { lossParts } from "../../model/loss.ts";

export interface Asked {
  readonly counting: Counting;
  readonly keeping: Keeping;
  readonly transact: Transact;
}

/** Whether each of these things can be kept aside, and its size. Never throws for what a server answers. */
export async function keepableEach(losses: readonly Loss[], asked: Asked): Promise<readonly Keepable[]> {
  const { counting, keeping, transact } = asked;
  const answers: Keepable[] = [];
  for (const loss of losses) {
    try {
      answers.push(await transact(async (ask) => keepable(ask, loss, { counting, keeping })));
    } catch (error) {
      const why = counting.refusalOf(error);
      answers.push(cannot(why.kind === "refused" ? why.because : "the database did not say in time how large it is"));
    }
  }
  return answers;
}

async function keepable(
  ask: Ask,
  loss: Loss,
  { counting, keeping }: { readonly counting: Counting; readonly keeping: Keeping },
): Promise<Keepable> {
  const never = NOT_KEPT[lossParts(loss).kind];
  if (never !== undefined) return cannot(never);
  const found = await counting.find(ask, loss);
  if (found.kind === "not-found") return cannot(found.because);
  const [permission] = await ask(keeping.permission);
  if (Number(permission?.["allowed"]) === 0) return cannot("this user may not make a place for it in the database");
  await ask(keeping.readable(found));
  const columns = await keeping.columnsOf(ask, found);
  const isKeyed = columns.some(({ isKey }) => isKey);
  const { text, values } = keeping.size(found, isKeyed);
  const [size] = await ask(text, values);
  return { kind: "can", bytes: Number(size?.["bytes"] ?? 0) };
}

function cannot(because: string): Keepable {
  return { kind: "cannot", because };
}

const NOT_KEPT: Readonly<Record<string, string>> = {
  sequence: "the position of a counter is not kept",
  history: "past versions of rows cannot be put back",
  extension: "what belongs to an extension is not kept",
};
