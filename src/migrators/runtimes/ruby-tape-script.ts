/**
 * For Ruby 2.5 and later. `Tape.write(statement)`; `Tape.transaction`: whether the tool runs the statements in one;
 * `Tape.doubt(why)`; `Tape.asks(statement)`: the doubt for a question to the database; `Tape.forbid(what)`;
 * `watch_outside`: nothing leaves the process by the usual ways while the tape is on.
 */
export const RUBY_TAPE_SCRIPT: string = String.raw`
require 'socket'
module Tape
  class << self
    attr_accessor :on, :statements, :doubts, :transaction
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
`;
