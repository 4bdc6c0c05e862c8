/**
 * `adapter_for(dialect, version)`: Active Record's own adapter, whose statements go to the tape. activerecord/lib/
 * active_record/connection_adapters/ of releases 6 and later: what sends something, and what an adapter asks before it
 * changes an index or a foreign key that is named plainly, which is answered from the name. Wants RUBY_TAPE_SCRIPT.
 */
export const RAILS_ADAPTER_SCRIPT: string = String.raw`
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
  def transaction(requires_new: nil, **_more)
    inside = Tape.transaction || @depth.to_i > 0
    return yield if inside && !requires_new
    begin
      @depth = @depth.to_i + 1
      Tape.write(inside ? "savepoint active_record_#{@depth}" : 'begin')
      result = yield
      Tape.write(inside ? "release savepoint active_record_#{@depth}" : 'commit')
      result
    ensure
      @depth -= 1
    end
  end
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
def without_files
  %i[new open].each do |name|
    SQLite3::Database.define_singleton_method(name) do |*_words, **_more|
      Tape.doubt('it opens a database by itself, which nothing did while its SQL was recorded')
      raise 'there is no database here'
    end
  end
end
def adapter_for(dialect, version)
  name = { 'postgresql' => 'postgresql', 'sqlite' => 'sqlite3' }.fetch(dialect, 'mysql2')
  ActiveRecord::Base
  ActiveRecord::ConnectionAdapters::ConnectionPool
  require 'active_record/connection_adapters/' + name + '_adapter'
  without_files if name == 'sqlite3'
  parent = ActiveRecord::ConnectionAdapters.const_get({ 'mysql2' => 'Mysql2Adapter', 'sqlite3' => 'SQLite3Adapter' }.fetch(name, 'PostgreSQLAdapter'))
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
      @recorded_version = name == 'mysql2' ? plainly.new(version, version) : name == 'sqlite3' ? plainly.new(version) : numbers[0] * 10_000 + numbers[1].to_i
    end
  end.new
end
`;
