import type { KnownMigration } from "../model/migration.ts";
import type { DatabaseSeen } from "../model/situation.ts";
import type { MigrationSql, Probe, ToolSettings } from "../ports.ts";
import { MARK, markedJson } from "./probe-output.ts";
import { recordingsOf } from "./recording-answer.ts";

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

/**
 * activerecord/lib/active_record/migration.rb (exec_migration) and connection_adapters/ of releases 6 and later: what
 * sends something, and what an adapter asks before it changes an index or a foreign key that is named plainly.
 */
const SCRIPT = String.raw`
require 'json'
require 'socket'
def answer(value)
  text = JSON.generate(value, ascii_only: true)
  parts = text.scan(/.{1,8000}/m).map { |part| '${MARK}part ' + part + "\n" }
  STDOUT.write("\n" + parts.join + '${MARK}end' + "\n")
  STDOUT.flush
  exit!(0)
end
module Tape
  class << self
    attr_accessor :on, :statements, :doubts
    def write(statement)
      statements << statement.to_s if on
    end
    def doubt(why)
      doubts << why if on && !doubts.include?(why)
    end
    def asks(statement)
      doubt('it goes by what the database answers (' + statement.to_s.split.join(' ')[0, 100] + '), and none was asked while its SQL was recorded')
    end
    def forbid(what)
      return unless on
      doubt('it ' + what + ', which SQL does not show and nothing did while its SQL was recorded')
      raise 'it may not do that here'
    end
  end
end
class Unasked < BasicObject
  def initialize(statement)
    @statement = statement
  end
  def is_a?(_kind)
    false
  end
  def method_missing(name, *words)
    ::Tape.asks(@statement)
    ::Kernel.raise 'there is no database here'
  end
end
module Recorded
  def execute(statement, *_words, **_more)
    Tape.write(statement)
    Unasked.new(statement)
  end
  def exec_query(statement, name = nil, *_words, **_more)
    if name == 'SCHEMA' || statement.to_s =~ /\A[\s(]*(?:select|show|with)\b/i
      Tape.asks(statement)
    else
      Tape.write(statement)
    end
    ActiveRecord::Result.new([], [])
  end
  alias internal_exec_query exec_query
  alias internal_execute execute
  alias raw_execute execute
  def query(statement, *_words, **_more)
    Tape.asks(statement)
    []
  end
  def select_all(statement, *_words, **_more)
    Tape.asks(statement.respond_to?(:to_sql) ? statement.to_sql : statement)
    ActiveRecord::Result.new([], [])
  end
  def exec_update(statement, *_words, **_more)
    Tape.write(statement)
    0
  end
  alias exec_delete exec_update
  def begin_db_transaction; Tape.write('begin'); end
  def commit_db_transaction; Tape.write('commit'); end
  def exec_rollback_db_transaction; Tape.write('rollback'); end
  def active?; true; end
  def verify!; end
  def reconnect!(*_words, **_more); end
  def transaction(**_more); yield; end
  def quote_string(text); text.gsub("'", "''"); end
  def lookup_cast_type(type)
    kinds = { /\A(?:decimal|numeric)/ => :Decimal, /int|serial/ => :Integer, /\Abool|tinyint\(1\)/ => :Boolean, /float|double|real/ => :Float }
    found = kinds.find { |pattern, _| type.to_s =~ pattern }
    ActiveRecord::Type.const_get(found ? found[1] : :Value).new
  end
  def max_identifier_length; 63; end
  def database_version; @recorded_version; end
  def get_database_version; @recorded_version; end
  def check_version; end
  def mariadb?; @recorded_mariadb; end
  def index_name_for_remove(table, column = nil, options = {}, **more)
    options = more if more.any?
    options = column if column.is_a?(Hash)
    (options[:name] || index_name(table, column.is_a?(Hash) ? column : { column: column })).to_s
  end
  def foreign_key_for!(from, to_table: nil, **options)
    to_table ||= ActiveSupport::Inflector.pluralize(options[:column].to_s.sub(/_id\z/, ''))
    named = foreign_key_options(from, to_table, options)
    ActiveRecord::ConnectionAdapters::ForeignKeyDefinition.new(from.to_s, to_table.to_s, named)
  end
  def remove_column(*words, **options)
    @removing = true
    super
  ensure
    @removing = false
  end
  def foreign_key_for(from, **options)
    super unless @removing
  end
end
def adapter_for(dialect, version)
  name = dialect == 'postgresql' ? 'postgresql' : 'mysql2'
  ActiveRecord::Base
  ActiveRecord::ConnectionAdapters::ConnectionPool
  require 'active_record/connection_adapters/' + name + '_adapter'
  parent = ActiveRecord::ConnectionAdapters.const_get(name == 'mysql2' ? 'Mysql2Adapter' : 'PostgreSQLAdapter')
  config = { adapter: name, prepared_statements: false, advisory_locks: false }
  Class.new(parent) do
    include Recorded
    define_method(:initialize) do
      plain = ActiveRecord::ConnectionAdapters::AbstractAdapter.instance_method(:initialize).bind(self)
      ActiveRecord.version >= Gem::Version.new('7.1') ? plain.call(config) : plain.call(nil, nil, config)
      @type_map = ActiveRecord::Type::HashLookupTypeMap.new
      @use_insert_returning = true
      @connection_parameters = {}
      @recorded_mariadb = dialect == 'mariadb'
      numbers = version.split('.').map(&:to_i)
      plainly = ActiveRecord::ConnectionAdapters::AbstractAdapter::Version
      @recorded_version = name == 'mysql2' ? plainly.new(version, version) : numbers[0] * 10_000 + numbers[1].to_i
    end
  end.new
end
def watch_outside
  [[Kernel, %i[system spawn exec fork], 'starts a program'], [Process, %i[spawn exec fork], 'starts a program'],
    [IO, %i[popen], 'starts a program'], [TCPSocket, %i[new open], 'opens a connection'], [Socket, %i[tcp], 'opens a connection'],
    [File, %i[write delete rename unlink], 'changes files'], [IO, %i[write binwrite], 'changes files'], [Dir, %i[mkdir rmdir], 'changes files']].each do |holder, names, what|
    names.each do |name|
      next unless holder.respond_to?(name)
      own = holder.method(name)
      holder.define_singleton_method(name) { |*words, **more, &block| Tape.forbid(what); more.empty? ? own.call(*words, &block) : own.call(*words, **more, &block) }
    end
  end
  %i[system spawn exec fork ${"`"}].each do |name|
    own = Kernel.instance_method(name)
    Kernel.define_method(name) { |*words, &block| Tape.forbid('starts a program'); own.bind(self).call(*words, &block) }
  end
end
class << ENV
  alias plainly []
  alias plainly_fetched fetch
  def missed(name)
    return if key?(name) || caller_locations(2, 1).first.path =~ %r{/gems/|/ruby/\d|rubygems}
    Tape.doubt('it reads the variable ' + name.to_s + ', which it has not here')
  end
  def [](name)
    missed(name)
    plainly(name)
  end
  def fetch(name, *words, &block)
    missed(name)
    plainly_fetched(name, *words, &block)
  end
end
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
  Tape.statements, Tape.doubts, Tape.on = [], [], true
  begin
    kind = (@kinds ||= {})[path] ||= migration_in(path)
    migration = kind.new
    migration.verbose = false
    migration.exec_migration(adapter, direction.to_sym)
  rescue Exception => error
    Tape.doubt('it failed while its SQL was recorded: ' + error.message.lines.first.to_s.scrub.strip[0, 200])
  end
  Tape.on = false
  { kind: 'recorded', statements: Tape.statements, doubts: Tape.doubts }
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
