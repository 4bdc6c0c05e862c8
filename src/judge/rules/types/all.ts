import type { TypeChange } from "../../../model/change/types.ts";
import type { RulesOf } from "../../rule.ts";
import { addEnumValue } from "./add-enum-value.ts";
import { alterDomain } from "./alter-domain.ts";
import { changeAttribute } from "./change-attribute.ts";
import { createDomain } from "./create-domain.ts";
import { createEnum } from "./create-enum.ts";
import { createType } from "./create-type.ts";
import { dropType } from "./drop-type.ts";
import { renameEnumValue } from "./rename-enum-value.ts";
import { renameType } from "./rename-type.ts";

export const TYPE_RULES: RulesOf<TypeChange["kind"]> = {
  "create-enum": createEnum,
  "create-type": createType,
  "create-domain": createDomain,
  "drop-type": dropType,
  "rename-type": renameType,
  "add-enum-value": addEnumValue,
  "rename-enum-value": renameEnumValue,
  "alter-domain": alterDomain,
  "add-attribute": changeAttribute,
  "drop-attribute": changeAttribute,
  "change-attribute": changeAttribute,
  "rename-attribute": changeAttribute,
};
