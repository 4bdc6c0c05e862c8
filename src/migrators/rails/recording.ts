import type { MigrationSql } from "../../model/migration-sql.ts";
import type { KnownMigration } from "../../model/migration.ts";
import type { DatabaseSeen } from "../../model/situation.ts";
import type { Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { markedJson } from "../runtimes/probe-output.ts";
import { recordingsOf } from "../runtimes/recording-answer.ts";
import { RUBY_SCRIPT } from "../runtimes/ruby-script.ts";
import { RUBY_TAPE_SCRIPT } from "../runtimes/ruby-tape-script.ts";
import { RAILS_ADAPTER_SCRIPT } from "./adapter-script.ts";

/**
 * Runs the migrations, `change` backwards as well, on Active Record's own adapter whose statements are written down
 * instead of sent. The application is not booted, which mostly wants its environment: what its gems add to migrations
 * fails there, and that is a doubt, as are the application's models.
 */
export function railsRecording(
  migrations: readonly KnownMigration[],
  { dialect, version }: DatabaseSeen,
  { migrationsDir }: ToolSettings,
): Probe<readonly MigrationSql[]> {
  const asked = {
    told: migrationsDir ?? "db/migrate",
    dialect,
    version,
    migrations: migrations.map(({ name, file }) => ({ name, file })),
  };
  return {
    purpose: PURPOSE,
    needs: "nothing",
    command: { argv: ["ruby", "-e", SCRIPT, "--", JSON.stringify(asked)], environment: {} },
    parse: (output) => recordingsOf(markedJson(output, PURPOSE)),
  };
}

const PURPOSE = "recording the SQL of Rails migrations";

/** activerecord/lib/active_record/migration.rb (exec_migration, Migrator#use_transaction?). */
const SCRIPT = String.raw`${RUBY_SCRIPT}${RUBY_TAPE_SCRIPT}${RAILS_ADAPTER_SCRIPT}
def migration_in(path)
  before = ActiveRecord::Migration.descendants
  load path
  made = ActiveRecord::Migration.descendants - before
  words = File.basename(path, '.rb').sub(/\A\d+_/, '').sub(/\..*\z/, '')
  kind = made.find { |one| one.name == ActiveSupport::Inflector.camelize(words) } || made.last
  raise 'it defines no migration' if kind.nil?
  kind
end
def record_side(adapter, path, direction)
  Tape.statements, Tape.doubts, Tape.transaction, Tape.on = [], [], nil, true
  begin
    kind = (@kinds ||= {})[path] ||= migration_in(path)
    migration = kind.new
    migration.verbose = false
    Tape.transaction = !kind.disable_ddl_transaction && adapter.supports_ddl_transactions?
    migration.exec_migration(adapter, direction.to_sym)
  rescue Exception => error
    Tape.doubt('it failed while its SQL was recorded: ' + error.message.lines.first.to_s.scrub.strip[0, 200])
  end
  Tape.on = false
  { kind: 'recorded', statements: Tape.statements, transaction: Tape.transaction, doubts: Tape.doubts }
end
def record_each(asked)
  left = 6 * 1024 * 1024
  adapter = adapter_for(asked['dialect'], asked['version'])
  asked['migrations'].map do |one|
    sides = { name: one['name'] }
    %w[up down].each do |direction|
      side = record_side(adapter, File.expand_path(one['file'], asked['told']), direction)
      length = JSON.generate(side, ascii_only: true).bytesize
      side = { kind: 'unseen', because: 'its SQL is too long to be recorded' } if length > left
      left -= length if side[:kind] == 'recorded'
      sides[direction] = side
    end
    sides
  end
end
begin
  require 'bundler/setup' if File.file?('Gemfile')
  require 'active_record'
  watch_outside
  answer({ kind: 'recorded', recordings: record_each(JSON.parse(ARGV[0])) })
rescue Exception => error
  answer({ kind: 'failed', message: error.message.lines.first.to_s.scrub.strip[0, 300] })
end
`;
