// Migrations as frameworks print them.
import type { CorpusCase } from "../case.ts";
import { inShop } from "./shop.ts";

export const MARIADB_PRINTED: readonly CorpusCase[] = [
  inShop({
    name: "laravel adds two columns in one statement",
    up: "alter table `customers` add `phone` varchar(20) null after `email`, add `newsletter` tinyint(1) not null default '1'",
    down: "alter table `customers` drop `phone`, drop `newsletter`",
    new: ["select `phone`, `newsletter` from `customers`", "update `customers` set `phone` = '1' where `id` = 1"],
    written: "update customers set phone = '123'",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:customers.phone", "column:customers.newsletter"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  }),
  inShop({
    name: "rails adds a column that must be given",
    up: "ALTER TABLE `customers` ADD `locale` varchar(5) NOT NULL",
    down: "ALTER TABLE `customers` DROP COLUMN `locale`",
    new: ["SELECT `customers`.`locale` FROM `customers`", "UPDATE `customers` SET `locale` = 'de' WHERE `id` = 1"],
    written: "update customers set locale = 'en'",
    says: {
      oldOnNew: "writes_break always",
      down: "yes",
      loses: ["column:customers.locale"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  }),
  inShop({
    name: "django adds a column with a default and drops the default at once",
    up: "ALTER TABLE `customers` ADD COLUMN `vat_id` varchar(20) DEFAULT '' NOT NULL;\nALTER TABLE `customers` ALTER COLUMN `vat_id` DROP DEFAULT;",
    down: "ALTER TABLE `customers` DROP COLUMN `vat_id`;",
    new: ["SELECT `vat_id` FROM `customers`", "UPDATE `customers` SET `vat_id` = 'x' WHERE `id` = 1"],
    written: "update customers set vat_id = 'DE1'",
    says: {
      oldOnNew: "writes_break always",
      down: "yes",
      loses: ["column:customers.vat_id"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  }),
  inShop({
    name: "django makes a table for a many-to-many relation, and its keys afterwards",
    up: `
      CREATE TABLE \`customers_tags\` (\`id\` bigint AUTO_INCREMENT NOT NULL PRIMARY KEY, \`customer_id\` integer UNSIGNED NOT NULL, \`tag\` varchar(50) NOT NULL);
      ALTER TABLE \`customers_tags\` ADD CONSTRAINT \`customers_tags_customer_id_tag_1c2d_uniq\` UNIQUE (\`customer_id\`, \`tag\`);
      ALTER TABLE \`customers_tags\` ADD CONSTRAINT \`customers_tags_customer_id_3e4f_fk_customers_id\` FOREIGN KEY (\`customer_id\`) REFERENCES \`customers\` (\`id\`);`,
    down: "DROP TABLE `customers_tags` CASCADE;",
    new: ["SELECT `tag` FROM `customers_tags`", "INSERT INTO `customers_tags` (`customer_id`, `tag`) VALUES (1, 'x')"],
    oldIfData: ["delete from customers where id = 2"],
    seed: "insert into customers (id, name, email, created_at) values (1, 'Ada', 'a', '2026-01-01'), (2, 'Bob', 'b', '2026-01-01'); insert into invoices (id, customer_id, number) values (1, 1, 'R-1'), (2, 1, 'R-2')",
    written: "insert into customers_tags (customer_id, tag) values (2, 'vip')",
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      loses: ["table:customers_tags"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  }),
  inShop({
    name: "rails renames a column by CHANGE and restates it",
    up: "ALTER TABLE `customers` CHANGE `name` `full_name` varchar(120) NOT NULL",
    down: "ALTER TABLE `customers` CHANGE `full_name` `name` varchar(120) NOT NULL",
    new: ["select full_name from customers", "insert into customers (full_name) values ('x')"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  }),
  inShop({
    name: "knex renames a column by CHANGE and forgets that it was required",
    up: "alter table `customers` change `name` `full_name` varchar(120)",
    down: "alter table `customers` change `full_name` `name` varchar(120)",
    new: ["select full_name from customers", "insert into customers (full_name) values ('x')"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      down: "yes",
      restores: "full",
      inverse: "differs",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  }),
  inShop({
    name: "prisma adds a required column with a default, a unique index and a key",
    up: `
      -- AlterTable
      ALTER TABLE \`invoices\` ADD COLUMN \`currency\` CHAR(3) NOT NULL DEFAULT 'EUR',
          ADD COLUMN \`paidById\` INTEGER UNSIGNED NULL;

      -- CreateIndex
      CREATE INDEX \`invoices_currency_idx\` ON \`invoices\`(\`currency\`);

      -- AddForeignKey
      ALTER TABLE \`invoices\` ADD CONSTRAINT \`invoices_paidById_fkey\` FOREIGN KEY (\`paidById\`) REFERENCES \`customers\`(\`id\`) ON DELETE SET NULL ON UPDATE CASCADE;`,
    down: `
      -- DropForeignKey
      ALTER TABLE \`invoices\` DROP FOREIGN KEY \`invoices_paidById_fkey\`;

      -- DropIndex
      DROP INDEX \`invoices_currency_idx\` ON \`invoices\`;

      -- AlterTable
      ALTER TABLE \`invoices\` DROP COLUMN \`currency\`,
          DROP COLUMN \`paidById\`;`,
    new: ["select currency, paidById from invoices", "update invoices set paidById = 1 where id = 2"],
    written: "update invoices set currency = 'CHF', paidById = 2",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:invoices.currency", "column:invoices.paidById"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  }),
  inShop({
    name: "typeorm makes a table and its index, and takes both back",
    up: "CREATE TABLE `payment` (`id` varchar(36) NOT NULL, `amount` decimal(12,2) NOT NULL, `createdAt` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), `updatedAt` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), INDEX `IDX_0a1b` (`createdAt`), UNIQUE INDEX `IDX_2c3d` (`amount`), PRIMARY KEY (`id`)) ENGINE=InnoDB",
    down: "DROP INDEX `IDX_2c3d` ON `payment`; DROP INDEX `IDX_0a1b` ON `payment`; DROP TABLE `payment`",
    new: ["select amount from payment", "insert into payment (id, amount) values ('a', 1)"],
    written: "insert into payment (id, amount) values ('b', 2)",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["table:payment"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  }),
  inShop({
    name: "laravel adds a foreign key with its index, and drops both",
    schema:
      "create table customers (id int unsigned not null auto_increment primary key, name varchar(120)); create table orders (id int primary key auto_increment, customer_id int unsigned null, total int)",
    seed: "insert into customers values (1, 'Ada'), (2, 'Bob'); insert into orders values (1, 1, 5), (2, null, 6)",
    old: [
      "select customer_id from orders",
      "insert into orders (customer_id, total) values (1, 2)",
      "delete from customers where id = 2",
    ],
    oldIfData: ["insert into orders (customer_id) values (99)", "delete from customers where id = 1"],
    up: "alter table `orders` add constraint `orders_customer_id_foreign` foreign key (`customer_id`) references `customers` (`id`)",
    down: "alter table `orders` drop foreign key `orders_customer_id_foreign`; alter table `orders` drop index `orders_customer_id_foreign`",
    new: ["select customer_id from orders", "insert into orders (customer_id) values (2)"],
    newIfData: ["insert into orders (customer_id) values (99)"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_data",
      hazard: "brief_block",
    },
  }),
  inShop({
    name: "laravel drops a foreign key and forgets the index that it made",
    schema:
      "create table customers (id int unsigned not null auto_increment primary key, name varchar(120)); create table orders (id int primary key auto_increment, customer_id int unsigned null, total int)",
    seed: "insert into customers values (1, 'Ada'), (2, 'Bob'); insert into orders values (1, 1, 5), (2, null, 6)",
    old: [
      "select customer_id from orders",
      "insert into orders (customer_id, total) values (1, 2)",
      "delete from customers where id = 2",
    ],
    oldIfData: ["insert into orders (customer_id) values (99)", "delete from customers where id = 1"],
    up: "alter table `orders` add constraint `orders_customer_id_foreign` foreign key (`customer_id`) references `customers` (`id`) on delete cascade",
    down: "alter table `orders` drop foreign key `orders_customer_id_foreign`",
    new: ["select customer_id from orders", "insert into orders (customer_id) values (2)"],
    newIfData: ["delete from customers where id = 1"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      inverse: "differs",
      newOnReverted: "behaviour_change if_data",
      hazard: "brief_block",
    },
  }),
  inShop({
    name: "alembic makes a table with its index and drops index and table",
    up: `
      CREATE TABLE audit_log (
          id INTEGER NOT NULL AUTO_INCREMENT,
          actor VARCHAR(64) NOT NULL,
          payload JSON,
          created_at DATETIME DEFAULT now() NOT NULL,
          PRIMARY KEY (id)
      );

      CREATE INDEX ix_audit_log_actor ON audit_log (actor);`,
    down: "DROP INDEX ix_audit_log_actor ON audit_log;\n\nDROP TABLE audit_log;",
    new: ["select actor from audit_log", "insert into audit_log (actor, payload) values ('x', '{}')"],
    written: "insert into audit_log (actor) values ('ada')",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["table:audit_log"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  }),
  inShop({
    name: "alembic modifies a column to be required",
    up: "ALTER TABLE customers MODIFY email VARCHAR(255) NOT NULL;",
    down: "ALTER TABLE customers MODIFY email VARCHAR(255) NULL;",
    oldIfData: [
      "insert into customers (name, email, created_at) values ('Dan', null, '2026-01-01')",
      "insert into customers (name, created_at) values ('Dan', '2026-01-01')",
    ],
    new: ["select email from customers", "insert into customers (name, email) values ('x', 'y')"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      newOnReverted: "compatible",
      hazard: "long_online",
    },
  }),
  inShop({
    name: "sequelize makes a column optional and required again",
    up: "ALTER TABLE `customers` CHANGE `name` `name` VARCHAR(120);",
    down: "ALTER TABLE `customers` CHANGE `name` `name` VARCHAR(120) NOT NULL;",
    new: ["select name from customers", "update customers set name = 'x' where id = 1"],
    newIfData: ["insert into customers (name, email) values (null, 'x')"],
    downFailsAfter: "insert into customers (name, email) values (null, 'x')",
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_online",
    },
  }),
  inShop({
    name: "flyway drops and makes a table with the checks of foreign keys off",
    up: `
      SET FOREIGN_KEY_CHECKS = 0;
      DROP TABLE IF EXISTS \`settings\`;
      CREATE TABLE \`settings\` (\`name\` varchar(64) NOT NULL, \`value\` text, PRIMARY KEY (\`name\`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
      SET FOREIGN_KEY_CHECKS = 1;`,
    down: "DROP TABLE IF EXISTS `settings`;",
    new: ["select value from settings", "insert into settings (name, value) values ('a', 'b')"],
    written: "insert into settings values ('x', 'y')",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["table:settings"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  }),
  inShop({
    name: "flyway adds a column only where it is missing, by a prepared statement",
    up: `
      SET @exist := (SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'customers' AND column_name = 'phone');
      SET @sql := IF(@exist = 0, 'ALTER TABLE customers ADD COLUMN phone varchar(20)', 'SELECT 1');
      PREPARE stmt FROM @sql;
      EXECUTE stmt;
      DEALLOCATE PREPARE stmt;`,
    down: "ALTER TABLE customers DROP COLUMN phone;",
    new: ["select phone from customers", "update customers set phone = 'x' where id = 1"],
    written: "update customers set phone = '1'",
    says: {
      oldOnNew: "undetermined",
      down: "undetermined",
      loses: ["column:customers.phone"],
      inverse: "differs",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  }),
  inShop({
    name: "knex makes a table with timestamps, and drops it",
    up: "create table `sessions` (`sid` varchar(255) not null, `sess` json not null, `expired` datetime not null, `created_at` timestamp not null default CURRENT_TIMESTAMP, `updated_at` timestamp not null default CURRENT_TIMESTAMP, primary key (`sid`)) default character set utf8mb4 collate utf8mb4_unicode_ci;\nalter table `sessions` add index `sessions_expired_index`(`expired`);",
    down: "drop table if exists `sessions`",
    new: ["select sid from sessions", "insert into sessions (sid, sess, expired) values ('a', '{}', now())"],
    written: "insert into sessions (sid, sess, expired) values ('b', '{}', '2026-01-01')",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["table:sessions"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  }),
  inShop({
    name: "knex drops a column with its foreign key and index, and adds a plain one",
    up: "alter table `invoices` drop foreign key `invoices_customer_id_foreign`; alter table `invoices` drop index `invoices_customer_id_index`; alter table `invoices` drop `customer_id`",
    down: "alter table `invoices` add `customer_id` int unsigned null",
    new: ["select number from invoices", "insert into invoices (number) values ('R-7')"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["column:invoices.customer_id"],
      down: "yes",
      restores: "structure_only",
      inverse: "differs",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  }),
];
