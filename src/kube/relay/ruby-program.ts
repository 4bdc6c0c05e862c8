/** For `ruby -e`; its arguments are host, port and the seconds after which it ends when nobody uses it. */
export const RUBY_PROGRAM = `
require "socket"
host, port, idle = ARGV[0], ARGV[1].to_i, ARGV[2].to_i
def relay(near, host, port)
  far = TCPSocket.new(host, port)
  loop do
    IO.select([near, far])[0].each { |side| (side.equal?(near) ? far : near).write(side.readpartial(65_536)) }
  end
rescue IOError, SystemCallError, SocketError
ensure
  near.close
  far.close if far
end
$stdout.sync = true
server = TCPServer.new("127.0.0.1", 0)
puts "relay listens on #{server.addr[1]}"
loop do
  if IO.select([server], nil, nil, idle)
    near = server.accept
    Thread.new { relay(near, host, port) }
  elsif Thread.list.size == 1
    exit 0
  end
end
`;
