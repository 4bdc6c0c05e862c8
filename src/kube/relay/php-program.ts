/** For `php -r`; its arguments are host, port and the seconds after which it ends when nobody uses it. */
export const PHP_PROGRAM = `
[, $host, $port, $idle] = $argv;
$far_end = "tcp://" . (strpos($host, ":") === false ? $host : "[" . $host . "]") . ":" . $port;
$server = stream_socket_server("tcp://127.0.0.1:0");
$name = stream_socket_get_name($server, false);
echo "relay listens on ", substr($name, strrpos($name, ":") + 1), "\\n";
$sides = [];
$others = [];
while (true) {
  $ready = array_merge([$server], array_values($sides));
  $none = null;
  if (!stream_select($ready, $none, $none, (int) $idle)) {
    if (!$sides) exit(0);
    continue;
  }
  foreach ($ready as $side) {
    if ($side === $server) {
      $near = stream_socket_accept($server);
      $far = @stream_socket_client($far_end);
      if ($far === false) { fclose($near); continue; }
      $sides[(int) $near] = $near;
      $sides[(int) $far] = $far;
      $others[(int) $near] = $far;
      $others[(int) $far] = $near;
      continue;
    }
    if (!isset($others[(int) $side])) continue;
    $other = $others[(int) $side];
    $data = fread($side, 65536);
    $open = $data !== false && $data !== "";
    while ($open && $data !== "") {
      $written = @fwrite($other, $data);
      if (!$written) $open = false;
      else $data = (string) substr($data, $written);
    }
    if ($open) continue;
    foreach ([$side, $other] as $gone) {
      unset($sides[(int) $gone], $others[(int) $gone]);
      fclose($gone);
    }
  }
}
`;
