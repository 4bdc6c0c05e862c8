import type { TableChange } from "../../../model/change/tables.ts";
import type { RulesOf } from "../../rule.ts";
import { convertCharset } from "./convert-charset.ts";
import { createTable } from "./create-table.ts";
import { dropTable } from "./drop-table.ts";
import { inherit } from "./inherit.ts";
import { rebuildTable } from "./rebuild-table.ts";
import { renameTable } from "./rename-table.ts";
import { setOwner } from "./set-owner.ts";
import { setTableProperty } from "./set-table-property.ts";
import { truncateTable } from "./truncate-table.ts";

export const TABLE_RULES: RulesOf<TableChange["kind"]> = {
  "create-table": createTable,
  "drop-table": dropTable,
  "rename-table": renameTable,
  "truncate-table": truncateTable,
  "set-table-property": setTableProperty,
  "convert-charset": convertCharset,
  "set-owner": setOwner,
  inherit,
  "no-inherit": inherit,
  "rebuild-table": rebuildTable,
};
