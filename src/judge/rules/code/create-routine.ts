import type { ChangeOf } from "../../../model/change.ts";
import type { Impact } from "../../../model/judgement.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Routine } from "../../schema/routines.ts";
import type { Schema } from "../../schema/schema.ts";
import { hiddenImpacts } from "../../replaced/hidden-names.ts";
import { besideOthers } from "../../replaced/overloads.ts";
import { effect, impact } from "../../rule.ts";
import { withObject } from "../../schema/edit-objects.ts";
import { clientRoutine, isBegun } from "../../schema/known.ts";
import { optionsText } from "../../schema/options-text.ts";
import { withOptions } from "../../schema/routine-options.ts";
import { newRoutineKey } from "../../schema/routines.ts";
import { sameText } from "../../schema/same-text.ts";
import { keyOf } from "../../schema/schema.ts";
import { columnsOfShape } from "../../schema/shape-columns.ts";
import { worstImpact } from "../../worst.ts";

/** What a routine does is not judged: another body is another behaviour. */
export const createRoutine: Rule<"create-routine"> = {
  effect: (change, at) => {
    const { before } = at;
    const key = newRoutineKey(before, change.routine, change.signature);
    const current = before.routines.get(key);
    if (current === undefined && change.orReplace && !isBegun(before, "routines", key))
      return effect(`${key} may have been another one before`, {
        impact: before.dialect === "postgresql" ? impactOfBody(change, "") : CALLED_OTHERWISE,
        restorable: "full",
        succeeds: before.dialect === "postgresql" ? "undetermined" : "yes",
      });
    if (current !== undefined) return existing(change, current, before) ?? replaced(change, current, { at, key });
    return effect(`${change.of} ${key} is new`, { impact: besideOthers(change, at) });
  },
  after: (change, schema) => {
    const { routine, of, signature, body, parameters = [] } = change;
    const key = newRoutineKey(schema, routine, signature);
    const current = schema.routines.get(key);
    if (current !== undefined && change.ifNotExists === true) return schema;
    const reads = (change.reads ?? []).map((table) => keyOf(schema, table));
    const options = optionsOf(change);
    const made = {
      name: keyOf(schema, routine),
      of,
      signature,
      body,
      ...readIn(change),
      parameters,
      loose: change.loose,
      reads,
      options,
      ...givenBy(change, schema),
    };
    return withObject(schema, "routines", { key, make: (id) => ({ id: current?.id ?? id, ...made }) });
  },
};

function readIn(change: ChangeOf<"create-routine">): Pick<Routine, "effects" | "onlyReads" | "names"> {
  const { effects = null, onlyReads = null, names = null } = change;
  return { effects, onlyReads, names };
}

function optionsOf({ options }: ChangeOf<"create-routine">): Routine["options"] {
  return withOptions(new Map(), options);
}

/** A body that is no string keeps the columns that its `*` stood for. */
function givenBy({ gives, names }: ChangeOf<"create-routine">, schema: Schema): Pick<Routine, "gives"> {
  if (gives === undefined) return {};
  if (names === undefined) return { gives };
  return { gives: gives.map((shape) => ({ outputs: columnsOfShape(shape, schema) ?? shape.outputs, sources: [] })) };
}

/** A procedure of MySQL's may be called as a function is. */
function existing(change: ChangeOf<"create-routine">, current: Routine, { dialect }: Schema): Effect | undefined {
  const what = `${change.of} ${current.name} exists already`;
  if (change.ifNotExists === true) return effect(`${what}, so nothing is made`);
  const isTaken = dialect === "postgresql" || (change.of === "procedure") === (current.of === "procedure");
  return isTaken && !change.orReplace ? effect(what, { succeeds: "no" }) : undefined;
}

function replaced(
  change: ChangeOf<"create-routine">,
  current: Routine,
  { at, key }: { readonly at: At; readonly key: string },
): Effect {
  const isSame = current.signature === change.signature;
  const hidden = hiddenImpacts(readIn(change), optionsOf(change), at.before);
  const obstacle = at.before.dialect === "postgresql" ? obstacleTo(change, current) : undefined;
  if (obstacle !== undefined) return effect(`${key} ${obstacle}`, { succeeds: "no" });
  if (clientRoutine(at, key) === undefined) return effect(`${key} is not known to this code`);
  if (isCalledOtherwise(change, current, at.before))
    return effect(`${key} has another signature`, {
      impact: CALLED_OTHERWISE,
      restorable: "full",
    });
  if (!isSame || !sameText(current.body, change.body))
    return effect(`${key} has another body`, {
      impact: worstImpact([impactOfBody(change, current.body), ...hidden]),
      restorable: "full",
    });
  if (optionsText(optionsOf(change)) === optionsText(current.options)) return effect(`${key} stays as it is`);
  return effect(`${key} runs with other settings`, {
    impact: worstImpact([impact("behaviour_change", "if_referenced"), ...hidden]),
    restorable: "full",
  });
}

/** In PostgreSQL, one that takes other arguments is another routine. */
function isCalledOtherwise({ signature }: ChangeOf<"create-routine">, current: Routine, { dialect }: Schema): boolean {
  return dialect !== "postgresql" && !sameText(current.signature, signature);
}

const CALLED_OTHERWISE: Impact = impact("reads_and_writes_break", "if_referenced");

/** A body that can stop with an error of its own may refuse what the other one let pass. */
function impactOfBody({ body, effects }: ChangeOf<"create-routine">, before: string): Impact {
  if (effects?.raises === true) return impact("writes_break", "if_data");
  const raises = RAISES.test(body) && !RAISES.test(before);
  return raises ? impact("reads_and_writes_break", "if_data") : impact("behaviour_change", "if_referenced");
}

const RAISES = /\braise\s+(?:exception\b|'|sqlstate\b)/i;

/** What `create or replace` may not change; ProcedureCreate in src/backend/catalog/pg_proc.c. */
function obstacleTo({ signature, parameters = [] }: ChangeOf<"create-routine">, current: Routine): string | undefined {
  if (resultOf(signature) !== resultOf(current.signature)) return "has another type of result";
  const renamed = current.parameters.find(({ name }, place) => name !== "" && parameters[place]?.name !== name);
  if (renamed !== undefined) return `calls its argument ${renamed.name}, and that name stays`;
  const isLess = current.parameters.some(
    ({ hasDefault }, place) => hasDefault && parameters[place]?.hasDefault !== true,
  );
  return isLess ? "has a default for an argument, which stays" : undefined;
}

/** With the arguments that it gives back. */
function resultOf(signature: string): string {
  const outs = signature.split(/[(),]/).filter((word) => /^ ?(?:out|inout|table) /.test(word));
  const [, result = ""] = signature.split(") returns ");
  return `${outs.map((out) => out.trim()).join(", ")} ${result}`;
}
