exports.up = (knex) =>
  knex.schema.createTable("users", (table) => {
    table.increments("id");
    table.string("email").notNullable();
    table.string("legacy_status").notNullable().defaultTo("active");
  });

exports.down = (knex) => knex.schema.dropTable("users");
