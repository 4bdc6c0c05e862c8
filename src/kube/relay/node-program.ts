/** For `node -e`; its arguments are host, port and the seconds after which it ends when nobody uses it. */
export const NODE_PROGRAM = `
const net = require("net");
const [host, port, idle] = process.argv.slice(1);
const end = () => process.exit(0);
let open = 0;
let timer = setTimeout(end, idle * 1000);
const server = net.createServer((near) => {
  clearTimeout(timer);
  open += 1;
  const far = net.connect(Number(port), host);
  near.pipe(far).pipe(near);
  const drop = () => { near.destroy(); far.destroy(); };
  for (const side of [near, far]) side.on("error", drop).on("close", drop);
  near.on("close", () => { open -= 1; if (open === 0) timer = setTimeout(end, idle * 1000); });
});
server.listen(0, "127.0.0.1", () => console.log("relay listens on " + server.address().port));
process.on("SIGTERM", end);
`;
