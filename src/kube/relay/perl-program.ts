/** For `perl -e`; its arguments are host, port and the seconds after which it ends when nobody uses it. */
export const PERL_PROGRAM = `
use strict;
use IO::Select;
use IO::Socket::IP;
my ($host, $port, $idle) = @ARGV;
$| = 1;
$SIG{PIPE} = "IGNORE";
my $server = IO::Socket::IP->new(LocalHost => "127.0.0.1", LocalPort => 0, Listen => 16, Type => SOCK_STREAM) or die $@;
print "relay listens on ", $server->sockport, "\\n";
my $sides = IO::Select->new($server);
my %others;
while (1) {
  my @ready = $sides->can_read($idle);
  exit 0 if !@ready && $sides->count == 1;
  for my $side (@ready) {
    if ($side == $server) {
      my $near = $server->accept or next;
      my $far = IO::Socket::IP->new(PeerHost => $host, PeerPort => $port, Type => SOCK_STREAM);
      if (!$far) { close $near; next; }
      $sides->add($near, $far);
      $others{$near} = $far;
      $others{$far} = $near;
      next;
    }
    my $other = $others{$side} or next;
    my $open = sysread($side, my $data, 65536);
    while ($open && length $data) {
      my $written = syswrite($other, $data);
      if ($written) { substr($data, 0, $written, "") } else { $open = 0 }
    }
    next if $open;
    for my $gone ($side, $other) {
      delete $others{$gone};
      $sides->remove($gone);
      close $gone;
    }
  }
}
`;
