import type { Migrator } from "../ports.ts";
import { ledgerProbe } from "./ledger-probe.ts";
import { railsLedger } from "./rails-ledger.ts";
import { RUBY_SCRIPT } from "./ruby-script.ts";

/** Over the connection of ActiveRecord::Base, once the application has started, as `bin/rails db:migrate` starts it. */
const SCRIPT = String.raw`${RUBY_SCRIPT}
FAMILIES = { 'postgresql' => 'postgresql', 'postgis' => 'postgresql', 'mysql2' => 'mysql', 'trilogy' => 'mysql' }
def settings_of(base)
  return base.connection_config unless base.respond_to?(:connection_db_config)
  base.connection_db_config.configuration_hash
end
def said(error, password = nil)
  text = error.message.to_s.scrub.strip.lines.first.to_s.strip[0, 300]
  password.to_s.empty? ? text : text.gsub(password.to_s, '***')
end
def answered(connection, statements)
  answers = {}
  statements.each do |one|
    next if one.key?('when') && answers.fetch(one['when'], []).empty?
    answers[one['name']] = connection.exec_query(one['text']).to_a
  end
  [answers, nil]
rescue StandardError => error
  [answers, said(error)]
end
def look(told)
  return { kind: 'no-settings', message: 'no config/environment.rb' } unless File.file?('config/environment.rb')
  require File.expand_path('config/environment')
  base = ActiveRecord::Base
  settings = settings_of(base)
  family = FAMILIES[settings[:adapter].to_s]
  return { kind: 'no-settings', message: "its adapter is #{settings[:adapter]}" } if family.nil?
  begin
    connection = base.connection
    connection.exec_query('select 1')
  rescue StandardError => error
    return { kind: 'failed', message: said(error, settings[:password]) }
  end
  answers, error = answered(connection, told['statements'][family])
  { kind: 'answers', family: family, host: settings[:host], answers: answers, error: error }
end
begin
  answer(look(JSON.parse(ARGV[0])))
rescue LoadError => error
  answer({ kind: 'no-program', message: said(error) })
rescue StandardError => error
  answer({ kind: 'failed', message: said(error) })
end
`;

export const railsLedgerProbe: NonNullable<Migrator["ledgerProbe"]> = ledgerProbe(railsLedger, {
  by: "the image's own ActiveRecord",
  command: (told) => ({ argv: ["ruby", "-e", SCRIPT, "--", told], environment: {} }),
});
