exports.up = (knex) =>
  knex.schema.alterTable("users", (table) => {
    table.dropColumn("legacy_status");
  });

exports.down = (knex) =>
  knex.schema.alterTable("users", (table) => {
    table.string("legacy_status").notNullable().defaultTo("active");
  });
