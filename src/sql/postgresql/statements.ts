import type { Change } from "../../model/change.ts";
import type { NodeKind, NodeOf } from "./nodes.ts";
import type { Source } from "./source.ts";
import type { Node } from "libpg-query";
import { alterTable } from "./alter-table.ts";
import { cascades } from "./clause.ts";
import * as code from "./code.ts";
import { createTable } from "./create-table.ts";
import { copy, dataChanges } from "./data.ts";
import { drop } from "./drop.ts";
import { createIndex, reindex } from "./indexes.ts";
import { nameOfRelation } from "./names.ts";
import { kindOf, nodeOf, nodesOf } from "./nodes.ts";
import { notJudged } from "./opaque.ts";
import { policy } from "./policies.ts";
import { publication } from "./publications.ts";
import { rename, setOwner, setSchema } from "./rename.ts";
import { select } from "./select.ts";
import { alterSequence, createSequence } from "./sequences.ts";
import * as session from "./session.ts";
import { alterStatistics, createStatistics } from "./statistics.ts";
import * as surroundings from "./surroundings.ts";
import { createTableAs } from "./table-as.ts";
import * as types from "./type-statements.ts";
import * as views from "./views.ts";

/** What a statement changes. Every kind of statement that the rules speak of has its line in the table below. */
export function changesOf(node: Node, source: Source): readonly Change[] {
  const kind = kindOf(node);
  const read = STATEMENTS[kind] as StatementReader<unknown> | undefined;
  const changes = read?.(nodeOf(node, kind), source) ?? [];
  return changes.length === 0 ? [notJudged(source.text)] : changes;
}

type StatementReader<Content> = (statement: Content, source: Source) => readonly Change[];

type StatementReaders = { readonly [Kind in NodeKind]?: StatementReader<NodeOf<Kind>> };

function onRows(kind: "InsertStmt" | "UpdateStmt" | "DeleteStmt" | "MergeStmt"): StatementReader<object> {
  return (statement, source) => dataChanges({ [kind]: statement } as unknown as Node, source);
}

function alterRole(_statement: unknown, { text }: Source): readonly Change[] {
  return [{ kind: "alter-role", text }];
}

const STATEMENTS: StatementReaders = {
  CreateStmt: createTable,
  CreateTableAsStmt: createTableAs,
  AlterTableStmt: alterTable,
  DropStmt: drop,
  RenameStmt: rename,
  AlterObjectSchemaStmt: setSchema,
  AlterOwnerStmt: setOwner,
  TruncateStmt: (statement) =>
    nodesOf(statement.relations, "RangeVar").map((relation) => ({
      kind: "truncate-table",
      table: nameOfRelation(relation),
      cascade: cascades(statement),
      restartIdentity: statement.restart_seqs === true,
    })),
  CommentStmt: surroundings.comment,

  IndexStmt: createIndex,
  ReindexStmt: reindex,
  CreateStatsStmt: createStatistics,
  AlterStatsStmt: alterStatistics,

  CreateEnumStmt: types.createEnum,
  AlterEnumStmt: types.alterEnum,
  CompositeTypeStmt: types.createComposite,
  CreateRangeStmt: types.createRange,
  CreateDomainStmt: types.createDomain,
  AlterDomainStmt: types.alterDomain,

  ViewStmt: views.createView,
  RefreshMatViewStmt: views.refreshView,
  CreateFunctionStmt: code.createRoutine,
  AlterFunctionStmt: code.alterRoutine,
  DefineStmt: code.define,
  CreateTrigStmt: code.createTrigger,
  RuleStmt: code.createRule,

  CreateSeqStmt: createSequence,
  AlterSeqStmt: alterSequence,

  CreateExtensionStmt: surroundings.createExtension,
  AlterExtensionStmt: ({ extname = "" }) => [{ kind: "update-extension", name: extname }],
  CreateSchemaStmt: surroundings.createSchema,
  GrantStmt: surroundings.grant,
  GrantRoleStmt: surroundings.grantRole,
  AlterDefaultPrivilegesStmt: surroundings.defaultPrivileges,
  CreateRoleStmt: surroundings.createRole,
  AlterRoleStmt: alterRole,
  AlterRoleSetStmt: alterRole,
  DropRoleStmt: surroundings.onRoles("drop-role"),
  DropOwnedStmt: surroundings.onRoles("drop-owned"),
  ReassignOwnedStmt: alterRole,
  CreatePolicyStmt: policy("create-policy"),
  AlterPolicyStmt: policy("alter-policy"),
  CreatePublicationStmt: publication,
  AlterPublicationStmt: publication,

  SelectStmt: select,
  InsertStmt: onRows("InsertStmt"),
  UpdateStmt: onRows("UpdateStmt"),
  DeleteStmt: onRows("DeleteStmt"),
  MergeStmt: onRows("MergeStmt"),
  CopyStmt: copy,

  VariableSetStmt: session.setVariable,
  VariableShowStmt: session.read,
  ConstraintsSetStmt: session.setConstraints,
  DiscardStmt: () => [{ kind: "session-setting", setting: "all", value: "default" }],
  TransactionStmt: session.transaction,
  VacuumStmt: session.vacuum,
  ClusterStmt: session.cluster,
  CheckPointStmt: session.maintenance,
  NotifyStmt: session.maintenance,
  LockStmt: session.lock,
  ExplainStmt: session.explain,
};
