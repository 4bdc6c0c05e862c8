import type { Migrator } from "../../ports/migrator.ts";
import { ledgerProbe, ownConnection } from "../ledger/probe.ts";
import { RUBY_SCRIPT } from "../runtimes/ruby-script.ts";
import { railsLedger } from "./ledger.ts";

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
def look_for(told)
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
`;

const ASKING = String.raw`
begin
  answer(look(JSON.parse(ARGV[0])))
rescue LoadError => error
  answer({ kind: 'no-program', message: said(error) })
rescue StandardError => error
  answer({ kind: 'failed', message: said(error) })
end
`;

const PLAINLY = `${SCRIPT}
alias look look_for
${ASKING}`;

export const railsLedgerProbe: NonNullable<Migrator["ledgerProbe"]> = ledgerProbe(railsLedger, {
  by: "the image's own ActiveRecord",
  command: (told) => ({ argv: ["ruby", "-e", PLAINLY, "--", told], environment: {} }),
});

/**
 * Within bin/rails, as its tasks. Those of an application with several databases have a connection each. `configs_for` is
 * Rails 6's, before which there was but one.
 */
const IN_RUNNER = String.raw`${SCRIPT}
def look(told)
  known = ActiveRecord::Base.configurations
  several = known.respond_to?(:configs_for) && known.configs_for(env_name: Rails.env).length > 1
  return { kind: 'no-settings', message: 'its application has several databases' } if several
  look_for(told)
end
${ASKING}`;

export const railsOwnConnection: NonNullable<Migrator["ownConnection"]> = ownConnection(railsLedger, {
  by: "the image's own bin/rails",
  command: (told) => ({ argv: ["ruby", "bin/rails", "runner", IN_RUNNER, told], environment: {} }),
});
