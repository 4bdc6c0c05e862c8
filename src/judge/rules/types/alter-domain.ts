import type { ChangeOf } from "../../../model/change.ts";
import type { Effect, Rule } from "../../rule.ts";
import type { Domain } from "../../user-type.ts";
import { NO_HAZARD, locks } from "../../hazards.ts";
import { effect, impact } from "../../rule.ts";
import { keyOf } from "../../schema.ts";
import { isKnown, withLabels } from "../../user-types.ts";

export const alterDomain: Rule<"alter-domain"> = {
  effect: ({ type, what, notValid }, at) => {
    const key = keyOf(at.before, type);
    const known = isKnown(at, key);
    if (!known && at.before.types.has(key)) return effect(`domain ${key} is not known to this code`);
    return DOMAIN[what](key, notValid);
  },
  after: ({ type, what }, schema) =>
    withLabels(schema, keyOf(schema, type), (known) => ({
      ...known,
      text: alteredText(known.text, what),
      ...(known.domain !== undefined && { domain: { ...known.domain, ...ALTERED[what]?.(known.domain) } }),
    })),
};

/** What was added last goes first; of the others, any may. */
const ALTERED: Readonly<Partial<Record<ChangeOf<"alter-domain">["what"], (known: Domain) => Partial<Domain>>>> = {
  "add-constraint": ({ checks }) => ({ checks: [...checks, null] }),
  "drop-constraint": ({ checks }) => ({ checks: checks.at(-1) === null ? checks.slice(0, -1) : checks }),
  "set-not-null": () => ({ nullable: false }),
  "drop-not-null": () => ({ nullable: true }),
  "set-default": () => ({ default: { kind: "volatile", text: "" } }),
  "drop-default": () => ({ default: { kind: "none" } }),
};

/** What was added last goes first. */
function alteredText(text: string, what: ChangeOf<"alter-domain">["what"]): string {
  const added = " add-constraint";
  if (what === "drop-constraint" && text.endsWith(added)) return text.slice(0, -added.length);
  return `${text} ${what}`;
}

const DOMAIN: Readonly<Record<ChangeOf<"alter-domain">["what"], (key: string, notValid: boolean) => Effect>> = {
  "add-constraint": refused,
  "set-not-null": refused,
  validate: (key) =>
    effect(`${key} was enforced for new rows already`, { succeeds: "data_dependent", hazard: locks("SHARE", "scan") }),
  "drop-constraint": allowed,
  "drop-not-null": allowed,
  "set-default": defaulted,
  "drop-default": defaulted,
};

function refused(key: string, notValid: boolean): Effect {
  return effect(`columns of ${key} refuse more`, {
    impact: impact("writes_break", "if_data"),
    succeeds: notValid ? "yes" : "data_dependent",
    restorable: "full",
    hazard: notValid ? NO_HAZARD : locks("SHARE", "scan"),
  });
}

function allowed(key: string): Effect {
  return effect(`columns of ${key} take more`, { impact: impact("behaviour_change", "if_data"), restorable: "full" });
}

function defaulted(key: string): Effect {
  return effect(`columns of ${key} are filled differently`, {
    impact: impact("behaviour_change", "if_referenced"),
    restorable: "full",
  });
}
