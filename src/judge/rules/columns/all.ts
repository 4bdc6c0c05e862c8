import type { ColumnChange } from "../../../model/change/columns.ts";
import type { RulesOf } from "../../rule.ts";
import { addColumn } from "./add-column.ts";
import { addIdentity } from "./add-identity.ts";
import { changeType } from "./change-type.ts";
import { dropColumn } from "./drop-column.ts";
import { dropDefault } from "./drop-default.ts";
import { dropExpression } from "./drop-expression.ts";
import { dropIdentity } from "./drop-identity.ts";
import { dropNotNull } from "./drop-not-null.ts";
import { renameColumn } from "./rename-column.ts";
import { restateColumn } from "./restate-column.ts";
import { setColumnProperty } from "./set-column-property.ts";
import { setDefault } from "./set-default.ts";
import { setExpression } from "./set-expression.ts";
import { setIdentity } from "./set-identity.ts";
import { setInvisible } from "./set-invisible.ts";
import { setNotNull } from "./set-not-null.ts";

export const COLUMN_RULES: RulesOf<ColumnChange["kind"]> = {
  "add-column": addColumn,
  "drop-column": dropColumn,
  "rename-column": renameColumn,
  "change-type": changeType,
  "restate-column": restateColumn,
  "set-default": setDefault,
  "drop-default": dropDefault,
  "set-not-null": setNotNull,
  "drop-not-null": dropNotNull,
  "add-identity": addIdentity,
  "set-identity": setIdentity,
  "drop-identity": dropIdentity,
  "set-expression": setExpression,
  "drop-expression": dropExpression,
  "set-invisible": setInvisible,
  "set-column-property": setColumnProperty,
};
