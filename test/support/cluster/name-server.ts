// A program of its own: names of Services for Pods, as the "Kubernetes DNS-Based Service Discovery" specification
// says, for `A` queries over UDP. Every other name does not exist, and is denied at once.
// Arguments: the path of a kubeconfig as written by kubeconfig.ts, and the address to listen on.
import { createSocket } from "node:dgram";
import { readFileSync } from "node:fs";
import { Agent, get } from "node:https";

const TYPE_A = 1;

/** Response, authoritative, and the code (RFC 1035, 4.1.1). */
const NO_ERROR = 0x8400;
const NO_SUCH_NAME = 0x8403;

const [kubeconfig = "", address = ""] = process.argv.slice(2);

const { server, agent } = connectionOf(kubeconfig);

const socket = createSocket("udp4");
socket.on("message", (query, sender) => {
  answer(query).then(
    (reply) => socket.send(reply, sender.port, sender.address),
    (error: unknown) => console.error(error),
  );
});
socket.bind(53, address);

async function answer(query: Buffer): Promise<Buffer> {
  const { name, type, end } = readQuestion(query);
  const addresses = await addressesOf(name);
  const found = type === TYPE_A ? (addresses ?? []) : [];
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(addresses === undefined ? NO_SUCH_NAME : NO_ERROR, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(found.length, 6);
  return Buffer.concat([header, query.subarray(12, end), ...found.map(record)]);
}

function readQuestion(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join(".").toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** One answer of five seconds, whose name points back at the question. */
function record(ip: string): Buffer {
  const [a = 0, b = 0, c = 0, d = 0] = ip.split(".").map(Number);
  return Buffer.from([0xc0, 12, 0, TYPE_A, 0, 1, 0, 0, 0, 5, 0, 4, a, b, c, d]);
}

/** Undefined if there is no such Service; its Pods' addresses if it is headless. */
async function addressesOf(name: string): Promise<readonly string[] | undefined> {
  const [, service, namespace] = /^([^.]+)\.([^.]+)\.svc\.cluster\.local$/.exec(name) ?? [];
  if (service === undefined || namespace === undefined) return undefined;
  const path = `/api/v1/namespaces/${namespace}`;
  const found = await read<Service>(`${path}/services/${service}`);
  if (found === undefined) return undefined;
  if (found.spec.clusterIP !== "None") return [found.spec.clusterIP];
  const endpoints = await read<Endpoints>(`${path}/endpoints/${service}`);
  const ready = (endpoints?.subsets ?? []).flatMap(({ addresses }) => addresses ?? []);
  return ready.map(({ ip }) => ip);
}

async function read<Kind>(path: string): Promise<Kind | undefined> {
  return new Promise((resolve, reject) => {
    const request = get(`${server}${path}`, { agent }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () => {
        if (response.statusCode === 200) resolve(JSON.parse(text) as Kind);
        else if (response.statusCode === 404) resolve(undefined);
        else reject(new Error(`${path}: ${response.statusCode} ${text}`));
      });
    });
    request.on("error", reject);
  });
}

function connectionOf(path: string): { readonly server: string; readonly agent: Agent } {
  const config = JSON.parse(readFileSync(path, "utf8")) as Kubeconfig;
  const [{ cluster }, { user }] = [config.clusters[0], config.users[0]];
  const decode = (text: string): Buffer => Buffer.from(text, "base64");
  return {
    server: cluster.server,
    agent: new Agent({
      ca: decode(cluster["certificate-authority-data"]),
      cert: decode(user["client-certificate-data"]),
      key: decode(user["client-key-data"]),
    }),
  };
}

interface Service {
  readonly spec: { readonly clusterIP: string };
}

interface Endpoints {
  readonly subsets?: readonly { readonly addresses?: readonly { readonly ip: string }[] }[];
}

interface Kubeconfig {
  readonly clusters: readonly [
    { readonly cluster: { readonly server: string; readonly "certificate-authority-data": string } },
  ];
  readonly users: readonly [
    {
      readonly user: {
        readonly "client-certificate-data": string;
        readonly "client-key-data": string;
      };
    },
  ];
}
