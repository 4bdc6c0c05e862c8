import type { Change } from "../../../../src/model/change.ts";
import { describe, expect, it } from "vitest";
import { parseMysql } from "../../../../src/sql/mysql/parse.ts";

const t = { schema: null, name: "t" };

/** Statement, what it changes. */
const ON_BOTH: readonly (readonly [string, readonly object[]])[] = [
  ["drop table a, `b`", [dropped("a"), dropped("b")]],
  ["drop temporary table if exists s.a cascade", [{ kind: "drop-table", temporary: true, ifExists: true }]],
  ["rename table a to b, s.c to d", [renamed("a", "b"), { table: { schema: "s", name: "c" } }]],
  ["rename table a to tmp, b to a, tmp to b", [renamed("a", "tmp"), renamed("b", "a"), renamed("tmp", "b")]],
  ["alter table a rename b", [renamed("a", "b")]],
  ["alter table a rename to b", [renamed("a", "b")]],
  ["alter table a rename as b", [renamed("a", "b")]],
  ["truncate table t", [{ kind: "truncate-table", table: t, restartIdentity: true }]],
  ["truncate t", [{ kind: "truncate-table", table: t }]],
  ["create table t like u", [{ kind: "create-table", source: { from: "like", copies: [{ name: "u" }] } }]],
  ["create table t (like s.u)", [{ source: { from: "like", copies: [{ schema: "s", name: "u" }] } }]],
  [
    "create table t (id int) as select a, (select 1 from y) from x where b in (select 1 from z)",
    [{ columns: [{ name: "id" }], source: { from: "query", copies: [{ name: "y" }, { name: "x" }, { name: "z" }] } }],
  ],
  ["create table t select * from u", [{ columns: [], source: { from: "query", text: "select * from u" } }]],
  ["create temporary table if not exists t (id int)", [{ temporary: true, ifNotExists: true }]],
  ["alter table t add column a int", [{ kind: "add-column", column: { name: "a" }, position: "last" }]],
  ["alter table t add a int first", [{ kind: "add-column", position: "first-or-after" }]],
  ["alter table t add a int after b", [{ kind: "add-column", position: "first-or-after" }]],
  ["alter table t add (a int, b int, key k (a))", [{ column: { name: "a" } }, { column: { name: "b" } }, index("k")]],
  ["alter table t add a int, drop b", [{ kind: "drop-column", column: "b" }, { kind: "add-column" }]],
  ["alter table t drop column a", [{ kind: "drop-column", column: "a", ifExists: false }]],
  ["alter table t drop a", [{ kind: "drop-column", column: "a" }]],
  ["alter table t drop index i", [{ kind: "drop-index", index: { name: "i" }, table: t }]],
  ["alter table t drop key i", [{ kind: "drop-index", index: { name: "i" } }]],
  ["alter table t drop primary key", [{ kind: "drop-constraint", of: "primary-key" }]],
  ["alter table t drop foreign key f", [{ kind: "drop-constraint", name: "f", of: "foreign-key" }]],
  ["alter table t drop constraint c", [{ kind: "drop-constraint", name: "c", of: null }]],
  ["alter table t drop partition p0, p1", [{ kind: "drop-partition", partitions: ["p0", "p1"] }]],
  [
    "alter table t modify column a bigint not null default 3 comment 'x' first",
    [
      {
        kind: "restate-column",
        column: "a",
        position: "first-or-after",
        definition: { type: { name: "bigint" }, nullable: false, default: { text: "3" }, comment: "x" },
      },
    ],
  ],
  ["alter table t modify a int", [{ kind: "restate-column", column: "a", position: "same" }]],
  [
    "alter table t change a b varchar(20) null",
    [
      { kind: "rename-column", column: "a", to: "b" },
      { kind: "restate-column", column: "b", definition: { name: "b", type: { modifiers: [20] } } },
    ],
  ],
  ["alter table t change column a a int", [{ kind: "restate-column", column: "a" }]],
  ["alter table t rename column a to b", [{ kind: "rename-column", column: "a", to: "b" }]],
  [
    "alter table t alter a set default 'x', alter column b drop default",
    [
      { kind: "set-default", column: "a", default: { kind: "constant", text: "'x'" } },
      { kind: "drop-default", column: "b" },
    ],
  ],
  ["alter table t alter a set default (uuid())", [{ default: { kind: "volatile", text: "(uuid())" } }]],
  ["alter table t add index i (a, b)", [index("i", { keys: ["a", "b"], unique: false, method: "btree" })]],
  ["alter table t add key using hash (a)", [index(null, { method: "hash" })]],
  ["alter table t add unique u (a(10), b)", [index("u", { unique: true, keys: ["a", "b"], lengths: [10, null] })]],
  ["alter table t add unique key (a)", [index(null, { unique: true })]],
  ["alter table t add constraint u unique (a)", [index("u", { unique: true })]],
  ["alter table t add constraint u unique key v (a)", [index("v", { unique: true })]],
  ["alter table t add fulltext index f (a)", [index("f", { method: "fulltext" })]],
  ["alter table t add spatial (a)", [index(null, { method: "spatial" })]],
  ["alter table t add primary key (a, b)", [constraint({ kind: "primary-key", columns: ["a", "b"] })]],
  ["alter table t add constraint primary key using btree (a)", [constraint({ kind: "primary-key" })]],
  ["alter table t add check (a > 0)", [constraint({ kind: "check", name: null, columns: ["a"], text: "a > 0" })]],
  ["alter table t add constraint c check (a > b)", [constraint({ name: "c", columns: ["a", "b"] })]],
  [
    "alter table t add constraint f foreign key (a) references s.p (id) on delete cascade on update set null",
    [
      constraint({
        kind: "foreign-key",
        name: "f",
        columns: ["a"],
        references: { schema: "s", name: "p" },
        referenced: ["id"],
        onDelete: "cascade",
        onUpdate: "set null",
      }),
    ],
  ],
  ["alter table t add foreign key f (a) references p (id)", [constraint({ name: "f", onDelete: "no action" })]],
  ["alter table t rename index a to b", [{ kind: "rename-index", index: { name: "a" }, to: "b", table: t }]],
  ["alter table t rename key a to b", [{ kind: "rename-index" }]],
  [
    "alter table t convert to character set utf8mb4",
    [{ kind: "convert-charset", charset: "utf8mb4", collation: null }],
  ],
  ["alter table t convert to charset utf8mb4 collate utf8mb4_bin", [{ collation: "utf8mb4_bin" }]],
  [
    "alter table t default charset = latin1, collate utf8mb4_bin",
    [property("default-charset"), property("default-charset")],
  ],
  ["alter table t engine=InnoDB row_format dynamic", [property("engine"), property("row-format")]],
  ["alter table t auto_increment = 100, comment = 'x'", [property("auto-increment"), property("comment")]],
  ["alter table t order by a desc, b", [{ kind: "rebuild-table", text: "order by a desc, b" }]],
  ["alter table t force", [{ kind: "rebuild-table" }]],
  ["alter table t disable keys", [{ kind: "maintenance", table: t }]],
  [
    "alter table t add partition (partition p values less than (5))",
    [{ kind: "add-partition", partitions: ["p"], ranges: [{ name: "p", below: "5" }] }],
  ],
  ["alter table t add partition partitions 3", [{ kind: "reorganize-partition", partitions: [] }]],
  [
    "alter table t reorganize partition a into (partition b values less than (1), partition c values less than maxvalue)",
    [
      {
        kind: "reorganize-partition",
        partitions: ["a"],
        ranges: [
          { name: "b", below: "1" },
          { name: "c", below: null },
        ],
      },
    ],
  ],
  ["alter table t coalesce partition 2", [{ kind: "reorganize-partition" }]],
  ["alter table t rebuild partition all", [{ kind: "reorganize-partition" }]],
  ["alter table t truncate partition p", [{ kind: "truncate-partition", partitions: ["p"] }]],
  [
    "alter table t exchange partition p with table u without validation",
    [{ kind: "exchange-partition", partitions: ["p"], exchangedWith: { name: "u" } }],
  ],
  ["alter table t analyze partition p", [{ kind: "maintenance" }]],
  ["alter table t partition by hash (id) partitions 4", [{ kind: "partition-table" }]],
  ["alter table t engine=innodb partition by key (a)", [property("engine"), { kind: "partition-table" }]],
  ["alter table t remove partitioning", [{ kind: "remove-partitioning" }]],
  ["create index i on t (a desc)", [index("i", { keys: ["a"] })]],
  ["create unique index i using btree on t (a)", [index("i", { unique: true })]],
  ["create fulltext index i on t (a)", [index("i", { method: "fulltext" })]],
  ["drop index i on t", [{ kind: "drop-index", index: { name: "i" }, table: t }]],
  ["drop index `PRIMARY` on t", [{ kind: "drop-constraint", of: "primary-key" }]],
];

const ON_MYSQL: readonly (readonly [string, readonly object[]])[] = [
  ["alter table t drop check c", [{ kind: "drop-constraint", name: "c", of: "check" }]],
  ["alter table t alter check c not enforced", [{ kind: "alter-constraint", name: "c", enforced: false }]],
  ["alter table t alter constraint c enforced", [{ kind: "alter-constraint", enforced: true }]],
  ["alter table t alter index i invisible", [{ kind: "set-index-visibility", index: { name: "i" }, visible: false }]],
  ["alter table t alter index i visible", [{ kind: "set-index-visibility", visible: true }]],
  ["alter table t alter a set invisible", [{ kind: "set-invisible", column: "a", invisible: true }]],
  ["alter table t alter column a set visible", [{ kind: "set-invisible", invisible: false }]],
  ["alter table t add check (a > 0) not enforced", [constraint({ enforcement: "not-enforced" })]],
  ["create index i on t ((lower(a)), b) invisible", [index("i", { keys: ["(lower(a))", "b"], invisible: true })]],
];

const ON_MARIADB: readonly (readonly [string, readonly object[]])[] = [
  ["create or replace table t (id int)", [{ kind: "drop-table", ifExists: true }, { kind: "create-table" }]],
  ["alter table t add column if not exists a int", [{ kind: "add-column", ifNotExists: true }]],
  ["alter table if exists t drop column if exists a", [{ kind: "drop-column", ifExists: true }]],
  ["alter table t drop index if exists i", [{ kind: "drop-index", ifExists: true }]],
  ["alter table t drop foreign key if exists f", [{ kind: "drop-constraint", ifExists: true }]],
  ["alter table t drop constraint if exists c", [{ kind: "drop-constraint", ifExists: true }]],
  ["alter table t drop partition if exists p", [{ kind: "drop-partition", partitions: ["p"] }]],
  ["alter table t modify column if exists a int", [{ kind: "restate-column" }]],
  ["alter table t rename column if exists a to b", [{ kind: "rename-column" }]],
  ["alter table t add constraint if not exists c check (a)", [{ kind: "add-constraint", ifNotExists: true }]],
  ["alter table t alter index i not ignored", [{ kind: "set-index-visibility", visible: true }]],
  ["alter table t alter index i ignored", [{ kind: "set-index-visibility", visible: false }]],
  ["alter table t add system versioning", [property("system-versioning")]],
  ["alter table t drop system versioning", [property("no-system-versioning")]],
  ["create table t (id int) with system versioning", [{ kind: "create-table", systemVersioned: true }]],
  ["create index if not exists i on t (a) ignored", [index("i", { invisible: true })]],
  ["create or replace index i on t (a)", [{ kind: "drop-index", ifExists: true }, index("i")]],
  ["drop index if exists i on t", [{ kind: "drop-index", ifExists: true }]],
];

describe("statements about tables", () => {
  it.each(ON_BOTH)("mean the same to MySQL: %s", (sql, expected) => {
    expect(changesOf(sql, "mysql")).toMatchObject(expected);
  });

  it.each(ON_BOTH)("mean the same to MariaDB: %s", (sql, expected) => {
    expect(changesOf(sql, "mariadb")).toMatchObject(expected);
  });

  it.each(ON_MYSQL)("are MySQL's alone: %s", (sql, expected) => {
    expect(changesOf(sql, "mysql")).toMatchObject(expected);
    expect(changesOf(sql, "mariadb")).toMatchObject([{ kind: "opaque" }]);
  });

  it.each(ON_MARIADB)("are MariaDB's alone: %s", (sql, expected) => {
    expect(changesOf(sql, "mariadb")).toMatchObject(expected);
    expect(changesOf(sql, "mysql")).toMatchObject([{ kind: "opaque" }]);
  });

  it("carry what ALGORITHM and LOCK insist on beside their changes", () => {
    expect(parseMysql("alter table t add a int, algorithm=INSTANT, lock none", "mysql")).toMatchObject([
      { changes: [{ kind: "add-column" }], demands: { algorithm: "instant", lock: "none" } },
    ]);
    expect(parseMysql("create index i on t (a) algorithm inplace", "mysql")).toMatchObject([
      { demands: { algorithm: "inplace", lock: null } },
    ]);
  });

  it("change nothing when they only insist", () => {
    expect(changesOf("alter table t algorithm=copy", "mysql")).toMatchObject([{ kind: "maintenance" }]);
  });

  it("name columns in the spelling that came first, for case does not matter", () => {
    const spellings = new Map<string, string>();
    parseMysql("create table t (createdAt int, key byTime (CREATEDAT))", "mysql", spellings);
    const later = parseMysql("alter table T drop column CreatedAt, drop index BYTIME", "mysql", spellings);
    expect(later[0]?.changes).toMatchObject([
      { kind: "drop-index", index: { name: "byTime" } },
      { kind: "drop-column", column: "createdAt", table: { name: "T" } },
    ]);
  });
});

describe("a new table", () => {
  const [created] = changesOf(
    `CREATE TABLE \`shop\`.\`orders\` (
      \`id\` int(10) unsigned NOT NULL AUTO_INCREMENT,
      email varchar(255) NOT NULL UNIQUE,
      parent_id int REFERENCES orders (id),
      state enum('open','it''s') NOT NULL DEFAULT 'open' CHECK (state <> ''),
      PRIMARY KEY (id),
      KEY by_state (state, id DESC) USING BTREE COMMENT 'x',
      CONSTRAINT positive CHECK (id > 0),
      CONSTRAINT f FOREIGN KEY (parent_id) REFERENCES orders (id) ON DELETE SET NULL
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='a, b; c' ROW_FORMAT=DYNAMIC
    PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN MAXVALUE)`,
    "mysql",
  );

  it("has its name, its columns and its partitions", () => {
    expect(created).toMatchObject({
      kind: "create-table",
      table: { schema: "shop", name: "orders" },
      partitioned: true,
      columns: [
        { name: "id", nullable: false, identity: "by-default" },
        { name: "email", nullable: false },
        { name: "parent_id", nullable: true },
        { name: "state", type: { name: "enum", labels: ["open", "it's"] } },
      ],
    });
  });

  it("has the constraints of its columns and its own", () => {
    expect(created).toMatchObject({
      constraints: [
        { kind: "foreign-key", columns: ["parent_id"] },
        { kind: "check", columns: ["state"] },
        { kind: "primary-key", columns: ["id"] },
        { kind: "check", name: "positive" },
        { kind: "foreign-key", name: "f", onDelete: "set null" },
      ],
    });
  });

  it("has what is unique as unique indexes, which is all that it is", () => {
    expect(created).toMatchObject({
      indexes: [
        { name: null, keys: ["email"], unique: true },
        { name: "by_state", keys: ["state", "id"], unique: false },
      ],
    });
  });

  it("has its options in one way, however they were written", () => {
    expect(created).toMatchObject({
      options: [
        { property: "engine", text: "engine=innodb" },
        { property: "default-charset", text: "charset=utf8mb4" },
        { property: "default-charset", text: "collate=utf8mb4_bin" },
        { property: "comment", text: "comment='a, b; c'" },
        { property: "row-format", text: "row_format=dynamic" },
      ],
    });
    expect(changesOf("alter table t ENGINE InnoDB, default character set = 'UTF8MB4'", "mysql")).toMatchObject([
      { property: "engine", text: "engine=innodb" },
      { property: "default-charset", text: "charset=utf8mb4" },
    ]);
  });

  it.each([
    "partition by linear hash (id)",
    "partition by key algorithm=2 (id) partitions 4",
    "partition by range columns (a, b) (partition p values less than (1, 'x') comment 'y')",
    "partition by list (id) (partition p values in (1, 2), partition q values in (null))",
    "partition by range (id) subpartition by hash (id) subpartitions 2 (partition p values less than (1) (subpartition s, subpartition r))",
  ])("can be partitioned: %s", (scheme) => {
    expect(changesOf(`create table t (id int, a int, b int) ${scheme}`, "mysql")).toMatchObject([
      { partitioned: true },
    ]);
  });
});

function changesOf(sql: string, dialect: "mysql" | "mariadb"): readonly Change[] {
  return parseMysql(sql, dialect).flatMap(({ changes }) => changes);
}

function dropped(name: string): object {
  return { kind: "drop-table", table: { schema: null, name }, ifExists: false, temporary: false };
}

function renamed(from: string, to: string): object {
  return { kind: "rename-table", table: { schema: null, name: from }, to: { schema: null, name: to } };
}

function index(name: string | null, more: object = {}): object {
  return { kind: "create-index", index: { name, table: t, ...more } };
}

function constraint(expected: object): object {
  return { kind: "add-constraint", table: t, constraint: expected };
}

function property(name: string): object {
  return { kind: "set-table-property", table: t, property: name };
}
