import type { ChangeOf } from "../../../model/change.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import { isWider } from "../../constraints/allowed-values.ts";
import { NO_HAZARD, locks } from "../../hazards/hazards.ts";
import { UNDETERMINED, effect, impact } from "../../rule.ts";
import { keyOf } from "../../schema/schema.ts";
import { UNKNOWN_DOMAIN, alteredDomain } from "../../types/domains.ts";
import { isKnown, isOf, withLabels } from "../../types/user-types.ts";

export const alterDomain: Rule<"alter-domain"> = {
  effect: (change, at) => {
    const key = keyOf(at.before, change.type);
    const known = isKnown(at, key);
    if (!known && at.before.types.has(key)) return effect(`domain ${key} is not known to this code`);
    return DOMAIN[change.what](key, at, change);
  },
  after: (change, schema) =>
    withLabels(schema, keyOf(schema, change.type), (known) => ({
      ...known,
      domain: alteredDomain(known.domain ?? UNKNOWN_DOMAIN, change),
    })),
};

const DOMAIN: Readonly<
  Record<ChangeOf<"alter-domain">["what"], (key: string, at: At, change: ChangeOf<"alter-domain">) => Effect>
> = {
  "add-constraint": refused,
  "set-not-null": refused,
  validate: (key) =>
    effect(`${key} was enforced for new rows already`, { succeeds: "data_dependent", hazard: locks("SHARE", "scan") }),
  "drop-constraint": allowed,
  "drop-not-null": allowed,
  "set-default": defaulted,
  "drop-default": undefaulted,
};

function refused(key: string, { before, client }: At, { check, notValid }: ChangeOf<"alter-domain">): Effect {
  const id = before.types.get(key)?.id;
  const was = [...client.types.values()].find((type) => type.id === id)?.domain?.checks.values() ?? [];
  const isLooser = check !== null && [...was].some((text) => isWider(text, check.text));
  return effect(isLooser ? `columns of ${key} take more than before` : `columns of ${key} refuse more`, {
    impact: isLooser ? impact("behaviour_change", "if_data") : impact("writes_break", "if_data"),
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

/** Columns with a default of their own do not take the domain's. */
function undefaulted(key: string, { before }: At): Effect {
  const domain = before.types.get(key)?.domain;
  if (domain === undefined || domain.nullable === null)
    return effect(`whether ${key} may be null is not known without the schema`, {
      impact: UNDETERMINED,
      restorable: "full",
    });
  const isRequired = [...before.tables.values()].some(({ columns }) =>
    [...columns.values()].some(
      ({ definition }) =>
        isOf(definition?.type?.name, before, key) &&
        definition?.default.kind === "none" &&
        !(definition.nullable && domain.nullable === true),
    ),
  );
  if (!isRequired) return defaulted(key);
  return effect(`columns of ${key} are required and have no default any more`, {
    impact: impact("writes_break", "if_referenced"),
    restorable: "full",
  });
}
