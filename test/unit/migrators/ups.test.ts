import type { MigratorName } from "../../../src/model/migration.ts";
import type { MigrationFile } from "../../../src/ports/image.ts";
import { describe, expect, it } from "vitest";
import { migrators } from "../../../src/migrators/all.ts";
import { formattedSql } from "../../../src/migrators/liquibase/sql.ts";

describe("the SQL of an up is", () => {
  it.each<[MigratorName, string, readonly MigrationFile[], string]>([
    ["golang-migrate", "its .up file", [file("1_a.up.sql", "a;"), file("1_a.down.sql", "b;")], "a;"],
    ["sqlx", "its .up file", [file("1_a.up.sql", "\uFEFFa;"), file("1_a.down.sql", "b;")], "a;"],
    ["sqlx", "a simple file", [file("1_a.sql", "a;")], "a;"],
    ["diesel", "its up.sql", [file("1_a/up.sql", "a;"), file("1_a/down.sql", "b;")], "a;"],
    ["atlas", "its file", [file("atlas.sum", ""), file("1_a.sql", "a;"), file("down/1_a.sql", "b;")], "a;"],
    ["refinery", "its file", [file("V1__a.sql", "a;"), file("V1__a.down.sql", "b;")], "a;"],
    ["dbmate", "what follows its mark", [file("1_a.sql", "-- migrate:up\na;\n-- migrate:down\nb;")], "a;\n"],
    ["goose", "what follows its mark", [file("1_a.sql", "-- +goose Up\na;\n-- +goose Down\nb;")], "a;"],
    ["goose", "all of a file without a down", [file("1_a.sql", "-- +goose Up\na;\nb;")], "a;\nb;"],
    ["goose", "a block with its semicolon", [file("1_a.sql", GOOSE_BLOCK)], "-- StatementBegin\na\n;\n-- StatementEnd"],
    [
      "sql-migrate",
      "every part of it",
      [file("1_a.sql", "-- +migrate Up\na;\n-- +migrate Down\nb;\n-- +migrate Up\nc;")],
      "\na;\n\nc;",
    ],
    [
      "node-pg-migrate",
      "its part, on top",
      [file("1_a.sql", "-- Up Migration\na;\n-- Down Migration\nb;")],
      "-- Up Migration\na;\n",
    ],
    [
      "node-pg-migrate",
      "its part, below",
      [file("1_a.sql", "-- Down Migration\nb;\n-- Up Migration\na;")],
      "-- Up Migration\na;",
    ],
    ["node-pg-migrate", "a file without marks", [file("1_a.sql", "a;")], "a;"],
    ["flyway", "its file", [file("V1__a.sql", "a;"), file("U1__a.sql", "b;")], "a;"],
    ["liquibase", "what the listing has", [{ ...file("a.sql", ""), up: "a;", recordedAs: "1::me::a.sql" }], "a;"],
    ["prisma", "what the listing has beside the down", [{ ...file("1_a", "b;"), up: "a;" }], "a;"],
    ["db-migrate", "what the listing has", [{ ...file("20240101000000-a.js", "b;"), up: "a;" }], "a;"],
  ])("for %s %s", (tool, _, files, up) => {
    expect(migrators[tool].knownFrom(files)).toMatchObject([{ up }]);
  });
});

describe("there is no SQL of an up", () => {
  it.each<[MigratorName, string, readonly MigrationFile[]]>([
    ["goose", "with variables that goose puts into it", [file("1_a.sql", "-- +goose ENVSUB ON\n-- +goose Up\na;")]],
    ["goose", "with a mark that goose refuses", [file("1_a.sql", "-- +goose Up\na;\n-- +goose Back\n")]],
    ["goose", "in Go", [file("1_a.go", "goose.AddMigration(up, down)")]],
    ["sql-migrate", "without an up", [file("1_a.sql", "-- +migrate Down\nb;")]],
    ["atlas", "with another delimiter", [file("atlas.sum", ""), file("1_a.sql", "-- atlas:delimiter //\na//")]],
    ["flyway", "with placeholders", [file("V1__a.sql", "drop table ${schema}.a;")]],
    ["flyway", "in Java", [{ name: "V1__a.class", text: null, down: null }]],
    ["refinery", "in Rust", [file("V1__a.rs", "fn migration() {}")]],
    ["node-pg-migrate", "in code", [{ name: "1_a.js", text: null, down: { kind: "code" } }]],
    ["prisma", "that was too long to be listed", [file("1_a", "b;")]],
    ["sqlx", "in two files of one version", [file("1_a.sql", "a;"), file("01_b.sql", "b;")]],
  ])("for %s %s", (tool, _, files) => {
    const known = migrators[tool].knownFrom(files);
    expect(known).toHaveLength(1);
    expect(known).not.toMatchObject([{ up: expect.anything() as unknown }]);
  });
});

describe("a changeset in formatted SQL", () => {
  const changelog = (text: string): unknown => formattedSql(`--liquibase formatted sql\n--changeset me:${text}`);

  it.each([
    ["1\ncreate table a ();\n--rollback drop table a;", "create table a ();"],
    ["1\n--comment why\na;\n\nb;", "--comment why\na;\n\nb;"],
  ])("has the SQL of its up: %j", (text, up) => {
    expect(changelog(text)).toMatchObject({ entries: [{ up }] });
  });

  it.each(["1 dbms:mysql\na;", "1 endDelimiter:/\na/", "1\ndrop table ${schema}.a;"])("has none: %j", (text) => {
    expect(changelog(text)).not.toMatchObject({ entries: [{ up: expect.anything() as unknown }] });
  });
});

function file(name: string, text: string): MigrationFile {
  return { name, text, down: null };
}

const GOOSE_BLOCK = "-- +goose Up\n-- +goose StatementBegin\na\n-- +goose StatementEnd\n-- +goose Down\nb;";
