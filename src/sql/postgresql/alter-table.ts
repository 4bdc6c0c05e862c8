import type { Change, ChangeOf } from "../../model/change.ts";
import type { Clause, ClauseReader, ClauseReaders } from "./clause.ts";
import type { Range, Source } from "./source.ts";
import type { AlterTableCmd, AlterTableStmt } from "libpg-query";
import { ofItAlone } from "./alone.ts";
import { COLUMN_CLAUSES } from "./alter-column.ts";
import { readAttributeClause } from "./attributes.ts";
import { cascades, clauseText, ifExists } from "./clause.ts";
import { constraintOf, deferralOf } from "./constraints.ts";
import { nameOfRelation } from "./names.ts";
import { nodeOf, nodesOf } from "./nodes.ts";
import { notJudged } from "./opaque.ts";
import { inPasses } from "./passes.ts";
import { partsOf, rangeFrom, textOf, until, wholeOf } from "./source.ts";
import { parametersOf } from "./storage-parameters.ts";

export function alterTable(statement: AlterTableStmt, source: Source): readonly Change[] {
  const table = nameOfRelation(statement.relation);
  const commands = nodesOf(statement.cmds, "AlterTableCmd");
  const ranges = commands.length === 1 ? [wholeOf(source)] : partsOf(source, wholeOf(source));
  const clauses = commands.map((command, index): Clause => {
    const range: Range = ranges[index] ?? wholeOf(source);
    return { table, command, source, range };
  });
  return inPasses(clauses).flatMap((clause) =>
    readClause(statement, clause).map((change) => ofItAlone(change, statement, clause.command)),
  );
}

function readClause({ objtype }: AlterTableStmt, clause: Clause): readonly Change[] {
  const { subtype = "AT_AddColumn" } = clause.command;
  if (subtype === "AT_ChangeOwner") return setOwner(clause);
  if (objtype === "OBJECT_TYPE") return readAttributeClause(clause);
  if (objtype === "OBJECT_INDEX")
    return [{ kind: "set-index-property", index: clause.table, text: clauseText(clause) }];
  if (objtype !== "OBJECT_TABLE" && objtype !== "OBJECT_MATVIEW") return notRead(clause);
  return (COLUMN_CLAUSES[subtype] ?? TABLE_CLAUSES[subtype] ?? notRead)(clause);
}

const notRead: ClauseReader = (clause) => [notJudged(clauseText(clause))];

const setOwner: ClauseReader = ({ table, command }) => [
  { kind: "set-owner", table, owner: command.newowner?.rolename ?? "the current role" },
];

const addConstraint: ClauseReader = ({ table, command, source }) => {
  const written = nodeOf(command.def, "Constraint");
  const constraint = written === undefined ? null : constraintOf(written, { source });
  return constraint === null ? [] : [{ kind: "add-constraint", table, constraint }];
};

const dropConstraint: ClauseReader = (clause) => {
  const { table, command } = clause;
  const dropped = { table, name: command.name ?? "", of: null, ifExists: ifExists(clause), cascade: cascades(command) };
  return [{ kind: "drop-constraint", ...dropped }];
};

const alterConstraint: ClauseReader = (clause) => {
  const altered = nodeOf(clause.command.def, "ATAlterConstraint");
  const enforced = altered?.alterEnforceability === true ? altered.is_enforced === true : null;
  return [
    {
      kind: "alter-constraint",
      table: clause.table,
      name: altered?.conname ?? "",
      text: clauseText(clause),
      enforced,
      ...(altered?.alterDeferrability === true ? { deferral: deferralOf(altered) } : {}),
    },
  ];
};

const attachPartition: ClauseReader = ({ table, command, source }) => {
  const { name, bound } = nodeOf(command.def, "PartitionCmd") ?? {};
  const bounds = textOf(source, until(source, rangeFrom(source, bound?.location), []));
  const partition = nameOfRelation(name);
  return [{ kind: "attach-partition", table, partition, bounds, isDefault: bound?.is_default === true }];
};

const detachPartition: ClauseReader = ({ table, command }) => {
  const { name, concurrent } = nodeOf(command.def, "PartitionCmd") ?? {};
  const concurrently = concurrent === true || command.subtype === "AT_DetachPartitionFinalize";
  return [{ kind: "detach-partition", table, partition: nameOfRelation(name), concurrently }];
};

function inheritance(kind: "inherit" | "no-inherit"): ClauseReader {
  return ({ table, command }) => [{ kind, table, parent: nameOfRelation(nodeOf(command.def, "RangeVar")) }];
}

function trigger(kind: "enable-trigger" | "disable-trigger", fixed?: string): ClauseReader {
  return ({ table, command }) => [{ kind, table, name: fixed ?? command.name ?? "" }];
}

const alwaysTrigger: ClauseReader = ({ table, command }) => [
  { kind: "enable-trigger", table, name: command.name ?? "", always: true },
];

function rule(kind: "create-rule" | "drop-rule"): ClauseReader {
  return (clause) => {
    const { table, command } = clause;
    return [{ kind, table, name: command.name ?? "", event: null, text: clauseText(clause) }];
  };
}

function rowSecurity(enabled: boolean | null, forced: boolean | null): ClauseReader {
  return ({ table }) => [{ kind: "row-security", table, enabled, forced }];
}

function property(name: ChangeOf<"set-table-property">["property"]): ClauseReader {
  return (clause) => [
    {
      kind: "set-table-property",
      table: clause.table,
      property: name,
      text: clauseText(clause),
      ...valueOf(clause.command),
    },
  ];
}

const parameters: ClauseReader = ({ table, command }) =>
  parametersOf(nodeOf(command.def, "List")?.items).map((option) => ({
    kind: "set-table-property",
    table,
    ...option,
    ...valueOf(command),
  }));

function valueOf({ subtype, name, def }: AlterTableCmd): Pick<ChangeOf<"set-table-property">, "value" | "index"> {
  const { identity_type: identity, name: key } = nodeOf(def, "ReplicaIdentityStmt") ?? {};
  if (identity === "n") return { value: "nothing" };
  const isDefault = identity === "d" || name === "pg_default" || RESETS.has(subtype ?? "");
  if (isDefault) return { value: "default" };
  const index = subtype === "AT_ClusterOn" ? name : key;
  return index === undefined ? {} : { index };
}

const RESETS: ReadonlySet<string> = new Set(["AT_ResetRelOptions", "AT_DropCluster", "AT_DropOids"]);

/** What is enabled for replication only is off for everybody else. */
const TABLE_CLAUSES: ClauseReaders = {
  AT_AddConstraint: addConstraint,
  AT_DropConstraint: dropConstraint,
  AT_ValidateConstraint: ({ table, command }) => [{ kind: "validate-constraint", table, name: command.name ?? "" }],
  AT_AlterConstraint: alterConstraint,
  AT_AttachPartition: attachPartition,
  AT_DetachPartition: detachPartition,
  AT_DetachPartitionFinalize: detachPartition,
  AT_AddInherit: inheritance("inherit"),
  AT_DropInherit: inheritance("no-inherit"),
  AT_EnableTrig: trigger("enable-trigger"),
  AT_EnableAlwaysTrig: alwaysTrigger,
  AT_EnableReplicaTrig: trigger("disable-trigger"),
  AT_DisableTrig: trigger("disable-trigger"),
  AT_EnableTrigAll: trigger("enable-trigger", "all"),
  AT_DisableTrigAll: trigger("disable-trigger", "all"),
  AT_EnableTrigUser: trigger("enable-trigger", "user"),
  AT_DisableTrigUser: trigger("disable-trigger", "user"),
  AT_EnableRule: rule("create-rule"),
  AT_EnableAlwaysRule: rule("create-rule"),
  AT_EnableReplicaRule: rule("drop-rule"),
  AT_DisableRule: rule("drop-rule"),
  AT_EnableRowSecurity: rowSecurity(true, null),
  AT_DisableRowSecurity: rowSecurity(false, null),
  AT_ForceRowSecurity: rowSecurity(null, true),
  AT_NoForceRowSecurity: rowSecurity(null, false),
  AT_SetRelOptions: parameters,
  AT_ResetRelOptions: parameters,
  AT_DropOids: property("storage-parameter"),
  AT_SetLogged: property("logged"),
  AT_SetUnLogged: property("unlogged"),
  AT_SetTableSpace: property("tablespace"),
  AT_SetAccessMethod: property("access-method"),
  AT_ClusterOn: property("cluster-on"),
  AT_DropCluster: property("cluster-on"),
  AT_ReplicaIdentity: property("replica-identity"),
};
