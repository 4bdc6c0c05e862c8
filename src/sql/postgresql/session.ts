import type { Change, ChangeOf } from "../../model/change.ts";
import type { Source } from "./source.ts";
import type {
  ClusterStmt,
  ConstraintsSetStmt,
  ExplainStmt,
  LockStmt,
  Node,
  TransactionStmt,
  VacuumStmt,
  VariableSetStmt,
} from "libpg-query";
import { dataChanges } from "./data.ts";
import { nameOfRelation } from "./names.ts";
import { nodeOf, nodesOf } from "./nodes.ts";
import { numberOf } from "./numbers.ts";
import { notJudged } from "./opaque.ts";
import { isOn } from "./options.ts";

export function setVariable({ name = "all", kind, args }: VariableSetStmt): readonly Change[] {
  if (FOREIGN_SETTINGS.has(name.toLowerCase()))
    return [{ kind: "opaque", because: `PostgreSQL has no setting ${name}` }];
  const value = kind === "VAR_SET_VALUE" || kind === "VAR_SET_MULTI" ? settingText(args) : "default";
  return [settingChange(name.toLowerCase(), value)];
}

/** With the old meaning of backslashes in strings, this reader would see other strings than the database does. */
export function settingChange(setting: string, value: string): Change {
  if (setting === "standard_conforming_strings" && !ON.includes(value.toLowerCase())) {
    return { kind: "opaque", because: "from here on, strings have another syntax than the one they are read with" };
  }
  return { kind: "session-setting", setting, value };
}

/** `all`, or some by their names. */
export function setConstraints({ deferred, constraints }: ConstraintsSetStmt): readonly Change[] {
  const when = deferred === true ? "deferred" : "immediate";
  return [settingChange("constraints", constraints === undefined ? when : `some ${when}`)];
}

export function transaction({ kind }: TransactionStmt, source: Source): readonly Change[] {
  const verb = VERBS[kind ?? "TRANS_STMT_PREPARE"];
  return [verb === undefined ? notJudged(source.text) : { kind: "transaction", verb }];
}

/** And `analyze`, which may stand in a transaction. */
export function vacuum({ options, rels, is_vacuumcmd }: VacuumStmt, { text }: Source): readonly Change[] {
  const tables = nodesOf(rels, "VacuumRelation").map(({ relation }) => nameOfRelation(relation));
  const isFull = isOn(options, "full");
  const frame = { text, ...(is_vacuumcmd === true && { apart: true as const }) };
  if (tables.length === 0) return [{ kind: "maintenance", table: null, ...frame, ...(isFull && { rewrites: true }) }];
  return tables.map((table) => ({ kind: isFull ? "rebuild-table" : "maintenance", table, ...frame }));
}

export function cluster({ relation, indexname }: ClusterStmt, { text }: Source): readonly Change[] {
  if (relation === undefined) return [{ kind: "maintenance", text, table: null, rewrites: true, apart: true }];
  const table = nameOfRelation(relation);
  return [{ kind: "rebuild-table", table, text, ...(indexname !== undefined && { index: indexname }) }];
}

export function maintenance(_statement: unknown, { text }: Source): readonly Change[] {
  return [{ kind: "maintenance", text, table: null }];
}

export function lock({ relations, mode }: LockStmt): readonly Change[] {
  return nodesOf(relations, "RangeVar").map((relation) => ({
    kind: "lock-table",
    table: nameOfRelation(relation),
    mode: LOCKS[mode ?? 0] ?? "",
  }));
}

/** `explain analyze` runs the statement. */
export function explain({ options, query }: ExplainStmt, source: Source): readonly Change[] {
  if (!isOn(options, "analyze") || query === undefined) return [{ kind: "read" }];
  if (!EXPLAINED.some((kind) => nodeOf(query, kind) !== undefined)) return [notJudged(source.text)];
  const changes = dataChanges(query, source);
  return changes.length === 0 ? [{ kind: "read" }] : changes;
}

export function read(): readonly Change[] {
  return [{ kind: "read" }];
}

/** Empty for what is set to an empty text. */
export function settingText(args: readonly Node[] = []): string {
  return args
    .map(valueText)
    .filter((text) => text !== "")
    .join(", ");
}

function valueText(node: Node): string {
  const constant = nodeOf(node, "A_Const") ?? nodeOf(nodeOf(node, "TypeCast")?.arg, "A_Const");
  if (constant === undefined) return "";
  const { sval, boolval } = constant;
  if (boolval !== undefined) return String(boolval.boolval === true);
  return sval?.sval ?? String(numberOf({ A_Const: constant }) ?? "");
}

const ON: readonly string[] = ["on", "true", "1", "yes", "default"];

const EXPLAINED = ["SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt"] as const;

/** A rollback to a savepoint takes back what came before it, too. */
const VERBS: Readonly<Partial<Record<NonNullable<TransactionStmt["kind"]>, ChangeOf<"transaction">["verb"]>>> = {
  TRANS_STMT_BEGIN: "begin",
  TRANS_STMT_START: "begin",
  TRANS_STMT_COMMIT: "commit",
  TRANS_STMT_ROLLBACK: "rollback",
  TRANS_STMT_ROLLBACK_TO: "rollback",
  TRANS_STMT_SAVEPOINT: "savepoint",
  TRANS_STMT_RELEASE: "savepoint",
};

/** In the order of src/include/storage/lockdefs.h; the first is no lock. */
const LOCKS: readonly string[] = [
  "",
  "access share",
  "row share",
  "row exclusive",
  "share update exclusive",
  "share",
  "share row exclusive",
  "exclusive",
  "access exclusive",
];

/** Of other databases: names without a dot that PostgreSQL does not know are refused (src/backend/utils/misc/guc.c). */
const FOREIGN_SETTINGS: ReadonlySet<string> = new Set(
  `foreign_key_checks unique_checks sql_mode sql_notes sql_log_bin sql_safe_updates autocommit character_set_client
  character_set_results collation_connection time_zone group_concat_max_len innodb_lock_wait_timeout lock_wait_timeout
  max_execution_time storage_engine default_storage_engine nocount xact_abort ansi_nulls`.split(/\s+/),
);
