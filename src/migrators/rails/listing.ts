import type { ImageListing, Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { listingOf } from "../runtimes/listing-answer.ts";
import { markedJson } from "../runtimes/probe-output.ts";
import { RUBY_SCRIPT } from "../runtimes/ruby-script.ts";

/**
 * Lists the migrations with the image's own Ruby, which parses them and runs none: neither Rails nor credentials are
 * needed. The listing's `settings`: `table`, where the application's configuration names it plainly.
 */
export function railsListing({ migrationsDir }: ToolSettings): Probe<ImageListing> {
  const told = migrationsDir === undefined ? [] : [migrationsDir];
  return {
    purpose: PURPOSE,
    needs: "nothing",
    command: { argv: ["ruby", "-e", SCRIPT, "--", ...told], environment: {} },
    parse: (output) => listingOf(markedJson(output, PURPOSE), "neither db/migrate nor bin/rails"),
  };
}

const PURPOSE = "listing the Rails migrations";

/**
 * For Ruby 2.5 and later. activerecord/lib/active_record/migration.rb: which names are migrations, and that a class
 * with neither `change` nor `down` inherits a `down` that does nothing. Names inside `class` alone count, since a
 * migration may define models of its own. railties' databases.rake and activerecord's DatabaseTasks.for_each: which
 * databases have tasks of their own; a file's name begins with its database's then.
 */
const SCRIPT = String.raw`${RUBY_SCRIPT}
require 'ripper'
require 'yaml'
class Failed < StandardError; end
def read(path)
  File.binread(path).force_encoding('UTF-8').scrub.sub(/\A\uFEFF/, '')
end
CONSTANTS = [:void_stmt, :string_literal, :symbol_literal, :@int, :@float, :return0]
def idle?(node)
  return true if CONSTANTS.include?(node[0])
  return ['nil', 'true', 'false'].include?(node[1][1]) if node[0] == :var_ref && node[1].is_a?(Array)
  node[0] == :paren && Array(node[1]).all? { |inner| inner == false || (inner.is_a?(Array) && idle?(inner)) }
end
def raises?(node)
  name = case node[0]
  when :command, :fcall, :vcall then node[1]
  when :method_add_arg then node[1][1]
  end
  name.is_a?(Array) && name[0] == :@ident && %w[raise fail].include?(name[1])
end
def texts_in(node)
  return [] unless node.is_a?(Array)
  node[0] == :@tstring_content ? [node[1]] : node.flat_map { |inner| texts_in(inner) }
end
def classes_in(node)
  return [] unless node.is_a?(Array)
  node[0] == :class ? [node] : node.flat_map { |inner| classes_in(inner) }
end
def methods_of(statements)
  found = {}
  Array(statements).each do |node|
    next unless node.is_a?(Array)
    found[node[1][1]] = node[3] if node[0] == :def
    found.merge!(methods_of([node[2][1]].flatten(1))) if node[0] == :command && node[2].is_a?(Array) && node[2][1].is_a?(Array)
  end
  found
end
def body_of(method)
  statements = method[0] == :bodystmt ? method[1] : [method]
  statements = [statements] unless statements[0].is_a?(Array)
  effective = []
  statements.each do |node|
    break if node[0] == :return0
    effective << node unless idle?(node)
  end
  rescued = method[0] == :bodystmt && method[2..-1].any?
  [effective, rescued]
end
def down_of(path)
  tree = Ripper.sexp(read(path))
  raise Failed, path + ' is no Ruby that this image understands' if tree.nil?
  migration = classes_in(tree).find { |node| node[2] }
  return { kind: 'code' } if migration.nil? || migration[3][0] != :bodystmt
  methods = methods_of(migration[3][1])
  return { kind: 'code' } if methods.key?('change') && !methods.key?('down')
  if !methods.key?('down')
    return methods.key?('up') ? { kind: 'absent', because: 'it has no down' } : { kind: 'code' }
  end
  statements, rescued = body_of(methods['down'])
  return { kind: 'code' } if rescued
  return { kind: 'absent', because: 'its down is empty' } if statements.empty?
  return { kind: 'code' } unless raises?(statements[0])
  text = texts_in(statements[0])[0]
  { kind: 'refused', because: 'its down only raises' + (text ? ': ' + text[0, 200] : '') }
end
def table
  files = Dir['config/application.rb', 'config/environments/*.rb', 'config/initializers/*.rb'].sort
  texts = files.map { |file| read(file).gsub(/^\s*#.*$/, '') }
  said = lambda { |name| texts.map { |text| text[/\b#{name}\s*=\s*(['"])([\w.]*)\1/, 2] }.compact.uniq }
  name, prefix, suffix = %w[schema_migrations_table_name table_name_prefix table_name_suffix].map(&said)
  return nil if [name, prefix, suffix].any? { |one| one.size > 1 } || [name, prefix, suffix].all?(&:empty?)
  prefix.first.to_s + (name.first || 'schema_migrations') + suffix.first.to_s
end
def configuration
  text = read('config/database.yml').gsub(/<%.*?%>/m, '')
  all = begin
    YAML.safe_load(text, aliases: true)
  rescue ArgumentError
    YAML.safe_load(text, [], [], true)
  end
  all.is_a?(Hash) && all['production'].is_a?(Hash) ? all['production'] : {}
rescue StandardError, SyntaxError
  {}
end
def databases
  own = configuration
  return {} unless own.values.all? { |one| one.is_a?(Hash) }
  tasked = own.reject { |_, one| one['replica'] || one['database_tasks'] == false }
  return {} if tasked.size < 2
  tasked.map { |name, one| [name, Array(one['migrations_paths'] || 'db/migrate').map { |path| File.expand_path(path) }] }.to_h
end
def look(told)
  return { kind: 'not-here', looked: Dir.pwd } if told.nil? && !File.directory?('db/migrate') && !File.file?('bin/rails')
  directory = File.expand_path(told || 'db/migrate')
  return { kind: 'no-directory', looked: directory } unless File.directory?(directory)
  owners = databases.select { |_, paths| paths.include?(directory) }.keys
  owner = owners.empty? ? nil : owners[0]
  shared = owners.size > 1 ? { kind: 'refused', because: owners.join(' and ') + ' have the same migrations, and each its ledger' } : nil
  seen = {}
  files = Dir.glob('**/[0-9]*_*.rb', base: directory).sort.map do |name|
    version = File.basename(name)[/\A([0-9]+)_[_a-z0-9]*\.?[_a-z0-9]*\.rb\z/, 1]
    next if version.nil?
    version = version.to_i.to_s
    raise Failed, seen[version] + ' and ' + name + ' are both recorded as ' + version if seen.key?(version)
    seen[version] = name
    shown = name.dup.force_encoding('UTF-8').scrub
    { name: owner ? owner + ': ' + shown : shown, recordedAs: version, down: shared || down_of(File.join(directory, name)) }
  end
  settings = told.nil? && table ? { table: table } : {}
  { kind: 'listing', listing: { directory: directory, files: files.compact, settings: settings } }
end
begin
  answer(look(ARGV[0]))
rescue StandardError => error
  answer({ kind: 'failed', message: error.message.lines.first.to_s.scrub.strip[0, 300] })
end
`;
