import type { SurroundingsChange } from "../../../model/change/surroundings.ts";
import type { RulesOf } from "../../rule.ts";
import { changePolicy } from "./change-policy.ts";
import { alterRole, createRole, dropRole } from "./change-role.ts";
import { comment } from "./comment.ts";
import { createExtension } from "./create-extension.ts";
import { createSchema } from "./create-schema.ts";
import { defaultPrivileges } from "./default-privileges.ts";
import { dropExtension } from "./drop-extension.ts";
import { dropOwned } from "./drop-owned.ts";
import { dropSchema } from "./drop-schema.ts";
import { grant } from "./grant.ts";
import { publication } from "./publication.ts";
import { renameSchema } from "./rename-schema.ts";
import { revoke } from "./revoke.ts";
import { rowSecurity } from "./row-security.ts";
import { statistics } from "./statistics.ts";
import { updateExtension } from "./update-extension.ts";

export const SURROUNDINGS_RULES: RulesOf<SurroundingsChange["kind"]> = {
  "create-extension": createExtension,
  "drop-extension": dropExtension,
  "update-extension": updateExtension,
  grant,
  revoke,
  "create-role": createRole,
  "drop-role": dropRole,
  "alter-role": alterRole,
  "default-privileges": defaultPrivileges,
  "drop-owned": dropOwned,
  "row-security": rowSecurity,
  "create-policy": changePolicy,
  "alter-policy": changePolicy,
  "drop-policy": changePolicy,
  publication,
  statistics,
  "create-schema": createSchema,
  "drop-schema": dropSchema,
  "rename-schema": renameSchema,
  comment,
};
