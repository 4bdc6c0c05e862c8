// A function beside another of the same name: calls of the one may be taken for calls of the other.
import type { ChangeOf } from "../../model/change.ts";
import type { Impact } from "../../model/judgement.ts";
import type { At } from "../rule.ts";
import type { Routine } from "../schema/routines.ts";
import { impact } from "../rule.ts";
import { inputsOf } from "../schema/routines.ts";
import { keyOf } from "../schema/schema.ts";
import { worstImpact } from "../worst.ts";

/** PostgreSQL alone has overloads; func_get_detail in src/backend/parser/parse_func.c. */
export function besideOthers(change: ChangeOf<"create-routine">, { before, client }: At): Impact {
  const name = keyOf(before, change.routine);
  const there = new Set([...before.routines.values()].map(({ id }) => id));
  const others = [...client.routines.values()].filter((known) => known.name === name && there.has(known.id));
  return worstImpact(others.map((known) => besideOne(known, change)));
}

function besideOne(known: Routine, { signature, parameters = [] }: ChangeOf<"create-routine">): Impact {
  const made = { signature, parameters };
  if (!calledWith(known).some((count) => calledWith(made).includes(count))) return COMPATIBLE;
  const [one, other] = [typesOf(known), typesOf(made)];
  const isAmbiguous = calledWith(known).some(
    (count) => calledWith(made).includes(count) && String(one.slice(0, count)) === String(other.slice(0, count)),
  );
  return impact(isAmbiguous ? "reads_and_writes_break" : "behaviour_change", "if_referenced");
}

type Called = Pick<Routine, "signature" | "parameters">;

/** With how many arguments it can be called. */
function calledWith({ parameters }: Called): readonly number[] {
  const needed = parameters.filter(({ hasDefault }) => !hasDefault).length;
  return parameters
    .map((_, place) => place + 1)
    .concat(0)
    .filter((count) => count >= needed);
}

function typesOf({ signature }: Called): readonly string[] {
  return inputsOf(signature).slice(1, -1).split(", ");
}

const COMPATIBLE: Impact = impact("compatible", "always");
